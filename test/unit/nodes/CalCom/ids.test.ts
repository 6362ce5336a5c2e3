import { possibleId } from '../../../../nodes/CalCom/ids';
import { problemOf } from '../../../support/dialects';

describe('an ID', () => {
	it.each(['1', '2147483647', '0000000000042'])('may be %s', (digits) => {
		expect(possibleId(digits, 'The field "X"')).toBe(digits);
	});

	it.each(['2147483648', '9'.repeat(40)])('may not be %s', (digits) => {
		expect(problemOf(() => possibleId(digits, 'The field "X"'))).toMatchObject({
			kind: 'input',
			message: 'The field "X" holds a number that is larger than any ID of Cal.com',
		});
	});
});
