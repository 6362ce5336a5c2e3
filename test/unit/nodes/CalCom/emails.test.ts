import { emailOf } from '../../../../nodes/CalCom/emails';
import { problemOf } from '../../../support/dialects';

describe('an e-mail address', () => {
	it.each([
		'mia@example.com',
		' mia@example.com\n',
		'mia.m+shop_2@mail.example.co.uk',
		"o'hara@example.com",
		'müller@büro.example',
	])('is %j', (typed) => expect(emailOf(typed, 'Email')).toBe(typed.trim()));

	it.each([
		'',
		undefined,
		'mia',
		'mia@',
		'@example.com',
		'mia@example',
		'mia@@example.com',
		'mia@example.com@x.example',
		'mia m@example.com',
		'Mia <mia@example.com>',
		'mia@example.com, milo@example.com',
		'.mia@example.com',
		'mia..m@example.com',
		'mia@.example.com',
		'mia@example.com.',
		{ email: 'mia@example.com' },
		`${'m'.repeat(250)}@example.com`,
	])('is not %j', (typed) => {
		expect(problemOf(() => emailOf(typed, 'Emails'))).toMatchObject({
			kind: 'input',
			message: 'The field "Emails" does not hold an e-mail address',
			description: expect.stringMatching(/Nothing was sent\.$/),
		});
	});
});
