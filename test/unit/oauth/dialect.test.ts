import type { EndpointTemplate } from '../../../oauth/dialect';
import { shippedDialects } from '../../support/providers';

describe.each(shippedDialects.map((dialect) => ({ name: dialect.provider, dialect })))(
	'a dialect of $name',
	({ dialect: { messagePatterns = {}, advice, deadGrantSigns, notFoundSigns, endpoints } }) => {
		const requests = Object.values(endpoints);

		// Addresses end in histories and logs (RFC 6749 §2.3.1, RFC 9700 §4.3.2).
		it('puts no secret into an address', () => {
			const addresses = requests.flatMap(({ url, query = {} }) => [url, ...Object.values(query)]);
			expect(addresses.filter((text) => text.includes('{!'))).toEqual([]);
		});

		// RFC 9700 §2.1.2.
		it('asks for codes, and never for tokens in an address', () => {
			const types = requests.flatMap(({ query, json, form }) => [query, json, form]);
			const asked = types.flatMap((fields) => fields?.response_type ?? []);
			expect(asked.filter((type) => type !== 'code')).toEqual([]);
		});

		// RFC 6749 §2.3.
		it('has a client prove itself in one way a request', () => {
			const secrets = ({ form, json, headers, basicClient }: EndpointTemplate) => [
				...Object.values({ ...form, ...json, ...headers }).filter((value) => /\{!+clientSecret/.test(value)),
				...(basicClient ? ['Basic'] : []),
			];
			expect(requests.filter((request) => secrets(request).length > 1)).toEqual([]);
		});

		it('has advice for every meaning', () => {
			const advised = Object.keys(advice).flatMap((key) => key.split(':'));
			expect(Object.keys(messagePatterns).filter((name) => !advised.includes(name))).toEqual([]);
		});

		// Codes have an underscore, and statuses a colon.
		it('goes by names that it has', () => {
			const signs = [...deadGrantSigns, ...notFoundSigns].filter((sign) => !/[:_]/.test(sign));
			expect(signs.filter((sign) => !messagePatterns[sign])).toEqual([]);
		});
	},
);
