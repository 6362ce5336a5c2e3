import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';
import { ALLOW_PLAIN_HTTP, ownServerFields } from '../../../../../nodes/shared/signing/ownServerFields';

const fields = ownServerFields('baseUrl');
const allowPlainHttp = fields.find(({ name }) => name === ALLOW_PLAIN_HTTP);

/** As n8n decides it, in the editor and where it reads what is stored. */
const isShown = (values: INodeParameters): boolean =>
	NodeHelpers.displayParameter(
		values,
		allowPlainHttp as NonNullable<typeof allowPlainHttp>,
		null as unknown as INode,
		null,
	);

describe('the switch for plain http', () => {
	it.each([
		'http://a.example',
		'HTTP://a.example',
		' http://a.example',
		'\u200bhttp://a.example',
		'"http://a.example"',
		'http:/a.example',
		'http//a.example',
		'ht\u00adtp://a.example',
		'={{ $json.server }}',
		'=http://{{ $json.host }}',
	])('shows for %j, so that its value is kept', (baseUrl) => expect(isShown({ baseUrl })).toBe(true));

	it.each(['', 'https://a.example', 'https://'])('does not show for %j', (baseUrl) =>
		expect(isShown({ baseUrl })).toBe(false),
	);
});

it('no field waits for a regular expression, to which n8n gives a quarter of a second on any machine', () => {
	expect(JSON.stringify(fields.map(({ displayOptions }) => displayOptions ?? {}))).not.toContain('regex');
});
