import { shippedDialects } from '../../support/providers';

describe.each(shippedDialects.map((dialect) => ({ name: dialect.provider, dialect })))(
	'a dialect of $name',
	({ dialect: { messagePatterns = {}, advice, deadGrantSigns, notFoundSigns } }) => {
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
