import { ownPartsOf } from '../../../../scripts/packages/ownParts';
import { servicesOf } from '../../../../scripts/packages/services';
import { root } from '../../../support/providers';

const services = servicesOf(root);
const service = services.find(({ folder }) => folder === 'PeerTube')!;
const others = services.filter((other) => other !== service);
const left = (...lines: string[]) => ownPartsOf(lines.join('\n'), service, others).split('\n');

it.each([
	'## Fluxer',
	'### Cal.com as its servers were observed',
	'- Dropbox Sign asks for nothing',
	'- **Cal.com Platform User API** can be chosen. PeerTube too',
	'- `calComSessionsApi` is new',
	'1. Add the Fluxer Trigger',
	'| FuseSign | Tenant Added | PeerTube has none |',
])('%s is about another service', (line) =>
	expect(left('# All', '', 'Text', line)).toEqual(['# All', '', 'Text']),
);

it.each([
	'- PeerTube and Fluxer keep sessions',
	'- Tokens are flat. Fluxer has none',
	'- **Fluxer** and `peerTubeSessionsApi` are new',
	'| 2.4 | Not met for Fluxer |',
	'| PeerTube | New Session | unlike Fluxer |',
	'Fluxer and Cal.com, in a sentence',
])('%s is not, or not alone', (line) => expect(left('# All', '', line)).toEqual(['# All', '', line]));

it('a section goes with all that is in it, up to the next of its kind', () => {
	const page = [
		'# All',
		'',
		'## Fluxer',
		'',
		'Text',
		'',
		'### More',
		'',
		'- Item',
		'',
		'## PeerTube',
		'',
		'Text',
	];
	expect(left(...page)).toEqual(['# All', '', '## PeerTube', '', 'Text']);
});

it('headings that nothing is left of go too', () => {
	const page = ['# All', '', '## Changes', '', '### New', '', '- Fluxer: a bot', '', '### Old', '', '- Item'];
	expect(left(...page)).toEqual(['# All', '', '## Changes', '', '### Old', '', '- Item']);
});
