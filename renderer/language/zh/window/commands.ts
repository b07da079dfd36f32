/** Texts of `renderer/commands`. */
export const commandsTexts = {} as const;
