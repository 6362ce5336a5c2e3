import { parseAddress } from './addresses';
import type { Dialect } from './dialect';
import type { Inputs } from './requests';

/**
 * Whether an `iss` of a callback (RFC 9207 §2.4) names the server that was asked: exactly, by the dialect's `issuer`,
 * and then there has to be one; where the dialect has none, it has to be of the host of one of the addresses that consent
 * and tokens are asked at, if it is there.
 */
export function isIssuer({ issuer, endpoints }: Dialect, inputs: Inputs, iss: string | undefined): boolean {
	const filled = (template: string) =>
		template.replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name] ?? ''));
	if (issuer !== undefined) return iss === filled(issuer);
	if (iss === undefined) return true;
	const host = parseAddress(iss)?.host;
	return ['authorize', 'exchange'].some((endpoint) => {
		const address = parseAddress(filled(endpoints[endpoint]?.url ?? ''));
		return address !== undefined && address.host === host;
	});
}
