import { checkLayering } from './layering.ts';

const { violations, modulesSeen, modulesOnDisk } = await checkLayering(process.cwd());
for (const violation of violations) console.error(violation);
if (modulesSeen < modulesOnDisk) console.error(`Only ${modulesSeen} of ${modulesOnDisk} modules on disk were looked at.`);
console.log(`${violations.length} forbidden imports in ${modulesSeen} modules`);
process.exit(violations.length === 0 && modulesSeen === modulesOnDisk && modulesSeen > 0 ? 0 : 1);
