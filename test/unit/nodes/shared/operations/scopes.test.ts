import { allScopes } from '../../../../../nodes/shared/operations/scopes';

it.each<[string[], unknown, string]>([
	[['identify'], undefined, 'identify'],
	[['identify'], ' guilds.join,rpc  identify ', 'identify guilds.join rpc'],
	[[], 'guilds', 'guilds'],
	[[''], '', ''],
	[['bot identify'], 'identify', 'bot identify'],
])('%j and %j are %j', (chosen, additional, scope) => {
	expect(allScopes(chosen, additional)).toBe(scope);
});
