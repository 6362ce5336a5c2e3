import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { urlOf } from '../../../oauth/addresses';
import { inputProblem } from '../../../oauth/problems';
import { allowedBy } from './ownServerFields';
import { refusePlainHttp } from '../http/plainHttp';
import type { SignIn } from './signIn';

/** The HTTP Request node still makes requests of n8n's older kind, which have a `uri` in place of the `url`. */
export type SignableOptions = Omit<IHttpRequestOptions, 'url'> & {
	readonly url?: string;
	readonly uri?: string;
};

/** In the words of both kinds of request. */
export const WITHOUT_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
};

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/**
 * The request with its whole address, in the spelling that was checked, so that no other can be meant by it.
 *
 * @throws {import('../../../oauth/problems').OAuthProblem} of kind `input` when it goes to another server than that of
 * the credential, to another machine over http, or nowhere
 */
export function toOwnServer(
	{ dialect: { provider }, serverOf }: SignIn,
	data: ICredentialDataDecryptedObject,
	{ url, uri, baseURL, ...options }: SignableOptions,
): IHttpRequestOptions {
	const { baseUrl } = serverOf(data);
	const { origin } = new URL(baseUrl);
	const target = absolute(url || uri || '', baseURL || baseUrl);
	if (!target) {
		throw inputProblem(
			'The address of the request is not a web address',
			'Enter the whole address, which begins with https://. Nothing was sent.',
		);
	}
	if (target.origin !== origin && data.allowedHttpRequestDomains !== 'all') {
		throw inputProblem(
			`This ${provider} credential belongs to ${origin} and is not sent to ${target.origin}`,
			'Use a credential of that server, or set "Allowed HTTP Request Domains" of this one to All. Nothing was sent.',
		);
	}
	const { allowHttp, ignoreSslIssues } = allowedBy(data);
	if (!allowHttp) refusePlainHttp(target.href);
	const isForAll = data.allowedHttpRequestDomains === 'all';
	return {
		...options,
		// n8n would put the signature back on a request that is redirected to another server. Old versions, which do not know
		// the word and so do not bring it along, cannot be told to leave that.
		...(!isForAll && !('sendCredentialsOnCrossOriginRedirect' in options) && WITHOUT_REDIRECTS),
		sendCredentialsOnCrossOriginRedirect: isForAll && options.sendCredentialsOnCrossOriginRedirect === true,
		// n8n's older kind of request has another word for it. Nobody has allowed it of another server.
		...(ignoreSslIssues &&
			target.origin === origin && { skipSslCertificateValidation: true, rejectUnauthorized: false }),
		...(url === undefined && uri !== undefined ? { uri: target.href } : { url: target.href }),
	} as IHttpRequestOptions;
}

/** As HTTP clients combine the two; but an address with a scheme is always taken for a whole one. */
function absolute(address: string, base: string): URL | undefined {
	const whole = SCHEME.test(address)
		? address
		: /^[\\/]{2}/.test(address)
			? `${urlOf(base)?.protocol ?? ''}${address}`
			: `${base}${base.endsWith('/') ? '' : '/'}${address.startsWith('/') ? address.slice(1) : address}`;
	const target = urlOf(whole);
	return target && /^https?:$/.test(target.protocol) ? target : undefined;
}
