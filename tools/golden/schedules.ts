/**
 * Writes the cases of the schedules' golden curves: every example of every schedule. `schedules.py` beside it computes them
 * with PyTorch.
 *
 *   npx tsx tools/golden/schedules.ts > cases.json
 *   python tools/golden/schedules.py cases.json engine/conformance/golden/schedules
 */
import { scheduleCases } from '../../engine/conformance/schedule-case.ts';
import { schedules } from '../../engine/schedules/registry.ts';

process.stdout.write(JSON.stringify(schedules.flatMap(scheduleCases)));
