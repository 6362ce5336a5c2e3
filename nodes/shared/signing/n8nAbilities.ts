import * as n8nWorkflow from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { notice } from '../fields/notice';

/** What an n8n can do that older ones cannot. */
export interface Abilities {
	/** From 2.40 on it can be told several statuses that a dead token is refused with; told a list before, it refreshes after none. */
	readonly takesListOfStatuses: boolean;
	/** From 2.30 on it refreshes an OAuth2 credential once, however many ask. */
	readonly refreshesOnce: boolean;
	/** From 2.14 on it asks at redirects too where a credential may be sent. */
	readonly checksRedirects: boolean;
}

/** This n8n does not tell its version; but its library gains and loses functions from one to the next. */
export const abilities: Abilities = {
	takesListOfStatuses: 'getExecutableNodeNames' in n8nWorkflow,
	refreshesOnce: !('createDeferredPromise' in n8nWorkflow),
	checksRedirects: 'generateSecureToken' in n8nWorkflow,
};

const REFRESHES_MANY_TIMES =
	'This n8n is older than 2.30, from which on this credential is promised to stay connected. Here the HTTP Request node refreshes for each item by itself once the token has ended, and the service may then end the connection: have the node of this package run before it, or send one item every 500 ms there (Options, Batching).';
const SENDS_ELSEWHERE =
	'"Allowed HTTP Request Domains" does not hold for redirects on n8n 2.0 to 2.13, and for no address on n8n 1.123: the HTTP Request node may send the token to other servers there.';

/** What people are to know of an OAuth2 credential on an n8n that is too old for all of it. */
export function olderN8nFields(
	{ connecting }: Pick<Dialect, 'connecting'>,
	{ refreshesOnce, checksRedirects }: Abilities = abilities,
): INodeProperties[] {
	const said = [
		!refreshesOnce && REFRESHES_MANY_TIMES,
		!checksRedirects && SENDS_ELSEWHERE,
		!refreshesOnce && connecting,
	].filter(Boolean);
	return said.length > 0 ? [notice('olderN8n', said.join(' '))] : [];
}
