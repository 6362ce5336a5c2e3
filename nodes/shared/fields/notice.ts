import type { INodeProperties } from 'n8n-workflow';

/** Shown under an operation; n8n cuts an operation's description off after two lines. */
export const notice = (name: string, text: string): INodeProperties => ({
	displayName: text,
	name,
	type: 'notice',
	default: '',
});

/** What to set in a node that obtains tokens for several items. */
export const NONE_IS_LOST =
	'With more than one item, set "On Error" to "Continue" in the settings, so that one failure does not lose the new tokens of the others.';

/** Where tokens come of older ones. */
export const storeTheNewTokens = notice(
	'storeTheNewTokens',
	`The old tokens may stop working at once: store all that is returned. ${NONE_IS_LOST}`,
);

/** Where tokens are the first ones. */
export const storeTheFirstTokens = notice(
	'storeTheNewTokens',
	`The tokens are returned this once: store all of them. ${NONE_IS_LOST}`,
);

/** The fields of an operation with another notice in place of theirs: an operation has one. */
export const withNotice = (
	own: INodeProperties,
	fields: readonly INodeProperties[] = [],
): INodeProperties[] => [own, ...fields.filter(({ type }) => type !== 'notice')];
