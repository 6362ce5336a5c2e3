import type { INodeProperties } from 'n8n-workflow';

/** Shown under an operation; n8n cuts an operation's description off after two lines. */
export const notice = (name: string, text: string): INodeProperties => ({
	displayName: text,
	name,
	type: 'notice',
	default: '',
});

export const storeTheNewTokens = notice(
	'storeTheNewTokens',
	'The old tokens may stop working at once: store all that is returned. With more than one item, set "On Error" to "Continue" in the settings, so that one failure does not lose the new tokens of the others.',
);
