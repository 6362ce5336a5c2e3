import { identifiersIn, nameProblem, namesOf } from '../../../../scripts/newProvider/names';

it.each([
	['Acme Cloud', 'Acme Cloud', 'AcmeCloud', 'acmeCloud', 'acmecloud'],
	['  acme   cloud ', 'Acme Cloud', 'AcmeCloud', 'acmeCloud', 'acmecloud'],
	['PeerTube', 'PeerTube', 'PeerTube', 'peerTube', 'peertube'],
	['Cal.com', 'Cal.com', 'CalCom', 'calCom', 'calcom'],
	['ACME', 'ACME', 'Acme', 'acme', 'acme'],
	['Web-2 Drive', 'Web-2 Drive', 'Web2Drive', 'web2Drive', 'web2drive'],
])('%j in all its spellings', (text, title, pascal, camel, slug) => {
	expect(namesOf(text)).toEqual({ title, typed: title.toLowerCase(), pascal, camel, slug });
});

const FOLDERS = ['PeerTube', 'Fluxer'];
const USED = new Set(['provider', 'Grant']);

it.each([
	['', 'what the service is called'],
	['   ', 'what the service is called'],
	['7 Seas', 'begins with a letter'],
	['.com', 'begins with a letter'],
	["Bob's", 'consists of letters'],
	['Größe', 'consists of letters'],
	['a/../b', 'consists of letters'],
	['A'.repeat(31), 'at most 30 characters'],
	['Peer Tube', 'PeerTube is there already'],
	['FLUXER', 'Fluxer is there already'],
	['Peer', 'begins with the other'],
	['Fluxer Two', 'begins with the other'],
	['Shared', 'means something else'],
	['Control', 'means something else'],
	['Textbook', 'means something else'],
	['New', 'means something else'],
	['Provider', 'means something else'],
	['Grant', 'means something else'],
])('%j is refused: %s', (text, words) => {
	expect(nameProblem(text, FOLDERS, USED)).toContain(words);
});

it('any other name is good', () => {
	for (const name of ['Acme Cloud', 'acme', 'Cal.com', 'Web-2 Drive'])
		expect(nameProblem(name, FOLDERS, USED)).toBeUndefined();
});

it('identifiers are those of code, and not of texts and comments', () => {
	expect(identifiersIn('// a\nconst b = { c: "d" };\nfunction e(f: G) { return `h${i}`; }').sort()).toEqual([
		'G',
		'b',
		'c',
		'e',
		'f',
		'i',
	]);
});
