import { botInputs } from '../../../../nodes/Fluxer/botPlacement';

const read = (given: Record<string, unknown>) => botInputs((name) => given[name]);
const input = (message: string) =>
	expect.objectContaining({
		kind: 'input',
		message: expect.stringContaining(message),
		description: expect.stringContaining('Nothing was sent'),
	});

describe('where a bot goes, and what it may do there', () => {
	it.each([
		['18446744073709551615', '18446744073709551615'],
		['9007199254740993', '9007199254740993'],
		[' 2048 ', '2048'],
		[2048, '2048'],
		['', ''],
		[undefined, ''],
	])('the permissions %j stay text with all their digits: %j', (permissions, sent) => {
		expect(read({ permissions })).toMatchObject({ permissions: sent, guildId: '', channelId: '' });
	});

	it.each<[object, string]>([
		[{ permissions: 'all' }, 'The field "Permissions" is not a whole number'],
		[{ permissions: '-1' }, 'The field "Permissions" is not a whole number'],
		[{ permissions: '0x8' }, 'The field "Permissions" is not a whole number'],
		[{ permissions: '1.5' }, 'The field "Permissions" is not a whole number'],
		[{ permissions: 1e21 }, 'The field "Permissions"'],
		[{ permissions: 2 ** 60 }, 'lost digits'],
		[{ permissions: '18446744073709551616' }, 'The field "Permissions" holds more than 64 bits'],
		[{ permissions: { a: 1 } }, 'The field "Permissions"'],
		[{ guildId: 'mine' }, 'The field "Guild ID" is not a whole number'],
		[{ channelId: 2 ** 60 }, 'The field "Channel ID" is a number that has lost digits'],
		[{ guildId: '7', channelId: '8' }, 'A bot is added to a guild or to a group message'],
	])('%j is refused', (given, message) => {
		expect(() => read(given as never)).toThrow(input(message));
	});
});
