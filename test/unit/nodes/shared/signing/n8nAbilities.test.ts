import { fluxer } from '../../../../../nodes/Fluxer/fluxer.dialect';
import { fuseSign } from '../../../../../nodes/FuseSign/fuseSign.dialect';
import { abilities, olderN8nFields } from '../../../../../nodes/shared/signing/n8nAbilities';

const on230 = { takesListOfStatuses: false, refreshesOnce: true, checksRedirects: true };
const on214 = { ...on230, refreshesOnce: false };
const on200 = { ...on214, checksRedirects: false };

it('the library of the pinned n8n shows that it can do all of it', () => {
	expect(abilities).toEqual({ takesListOfStatuses: true, refreshesOnce: true, checksRedirects: true });
});

it.each([
	['2.41', fluxer, abilities, []],
	['2.30', fluxer, on230, []],
	['2.14', fuseSign, on214, [/older than 2\.30.*Batching\)\.$/]],
	['2.14', fluxer, on214, [/older than 2\.30.*Fluxer takes.*2\.28\.6 and newer can\.$/]],
	['2.0', fuseSign, on200, [/older than 2\.30.*does not hold for redirects.*other servers there\.$/]],
])('on n8n %s a credential says what that n8n cannot do', (_, dialect, able, said) => {
	const notices = olderN8nFields(dialect, able);
	expect(notices.map(({ type }) => type)).toEqual(said.map(() => 'notice'));
	expect(notices.map(({ displayName }) => displayName)).toEqual(
		said.map((pattern) => expect.stringMatching(pattern) as unknown),
	);
});
