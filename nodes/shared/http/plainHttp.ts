import type { HttpCall } from '../../../oauth/http';
import { inputProblem } from '../../../oauth/problems';
import type { RequestSettings } from './settings';

/** @throws as {@link refusePlainHttp}, unless the user allows it */
export function refuseUnlessAllowed(
	{ url }: Pick<HttpCall, 'url'>,
	{ allowHttp }: Pick<RequestSettings, 'allowHttp'>,
): void {
	if (!allowHttp) refusePlainHttp(url);
}

/** @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` for http to another machine */
export function refusePlainHttp(url: string): void {
	const { protocol, hostname, host } = new URL(url);
	if (protocol !== 'http:' || /^(.*\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(hostname)) return;
	throw inputProblem(
		`${host} is asked for over http, where anyone on the way can read tokens and passwords`,
		'Use https. If the server is in your own network, switch on "Allow Plain HTTP": in the credential, or without one in the options of this node. Nothing was sent.',
	);
}
