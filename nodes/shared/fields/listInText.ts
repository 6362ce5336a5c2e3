/**
 * The `typeOptions` of a field for text that takes a list: an expression may yield a list as well, so that what it holds
 * is not read as one text.
 */
export const listInText = { multipleValues: false } as const;
