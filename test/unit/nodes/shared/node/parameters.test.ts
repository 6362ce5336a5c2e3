import { Parameters } from '../../../../../nodes/shared/node/parameters';

const given = (value: unknown) => new Parameters(() => value);

describe('the parameters of an item', () => {
	it.each([
		['1470000000000000003', '1470000000000000003'],
		[' 42 ', '42'],
		[42, '42'],
	])('%j is the ID %s', (value, id) => {
		expect(given(value).id('id', 'ID')).toBe(id);
	});

	it('an ID that a number could not hold is refused before it names something else', () => {
		expect(() => given(1470000000000000003).id('id', 'ID')).toThrow('has lost its last digits');
	});

	it.each([
		[
			['identify', 'email'],
			['identify', 'email'],
		],
		['identify email', ['identify', 'email']],
		['identify, email', ['identify', 'email']],
		['', []],
	])('%j are the choices %j', (value, choices) => {
		expect(given(value).choices('scope')).toEqual(choices);
	});
});
