import type { IDataObject } from 'n8n-workflow';
import { listInText } from '../../../../../nodes/shared/fields/listInText';
import { updateOf } from '../../../../../nodes/shared/fields/updateFields';
import { changesOf } from '../../../../../nodes/shared/node/changes';
import { Parameters } from '../../../../../nodes/shared/node/parameters';
import { readWords } from '../../../../../oauth/lists';
import type { Inputs } from '../../../../../oauth/requests';

const text = (displayName: string, name: string) =>
	({ displayName, name, type: 'string', default: '' }) as const;
const update = updateOf(
	[
		text('Name', 'name'),
		text('Bio', 'bio'),
		{ ...text('Words', 'words'), typeOptions: listInText },
		text('Callback', 'callback'),
		{ displayName: 'Data', name: 'data', type: 'json', default: '{}' },
	],
	[
		{ displayName: 'Bio', name: 'bio', empty: null },
		{ displayName: 'Data', name: 'data', empty: {} },
		{ displayName: 'OAuth', name: 'oauth', empty: '', fields: ['callback'] },
		{ displayName: 'Words', name: 'words', empty: [] },
	],
);
const inputsOf = ({ words, ...values }: IDataObject) =>
	({
		...values,
		missing: undefined,
		words: words && readWords(words, { subject: 'Words', hint: '' }),
	}) as Inputs;
const changed = (updateFields: unknown) =>
	changesOf(new Parameters(() => updateFields, [update.field]), update, inputsOf);

it.each([
	[{ name: 'New' }, { name: 'New' }],
	[{ name: 'New', words: [] }, { name: 'New' }],
	[
		{ name: 'New', words: ['', ' '], clear: ['words'] },
		{ name: 'New', words: [] },
	],
	[{ words: 'a, b', clear: [] }, { words: ['a', 'b'] }],
	[
		{ data: '{"a":1}', clear: 'bio' },
		{ data: '{"a":1}', bio: null },
	],
	[{ clear: 'bio, data' }, { bio: null, data: {} }],
	[
		{ name: 'New', clear: ['oauth'] },
		{ name: 'New', oauth: '' },
	],
])('%j is an update with %j', (updateFields, inputs) => {
	expect(changed(updateFields)).toEqual(inputs);
});

const NOTHING = 'There is nothing to update';
it.each([
	[{}, NOTHING, '"Fields to Clear"'],
	[undefined, NOTHING, '"Fields to Clear"'],
	[{ words: [], clear: [] }, NOTHING, '"Fields to Clear"'],
	[{ name: ' ', bio: 'x' }, 'The field "Name" is empty', 'To leave it as it is, take it out.'],
	[{ name: 'New', bio: '' }, 'The field "Bio" is empty', 'choose "Bio" under "Fields to Clear"'],
	[{ bio: null }, 'The field "Bio" is empty', 'choose "Bio" under "Fields to Clear"'],
	[{ bio: undefined }, 'The field "Bio" is empty', 'choose "Bio" under "Fields to Clear"'],
	[{ bio: '', clear: ['bio'] }, 'The field "Bio" is empty', 'choose "Bio" under "Fields to Clear"'],
	[{ data: '{ }' }, 'The field "Data" is empty', 'choose "Data" under "Fields to Clear"'],
	[{ data: {} }, 'The field "Data" is empty', 'choose "Data" under "Fields to Clear"'],
	[{ callback: '' }, 'The field "Callback" is empty', 'choose "OAuth" under "Fields to Clear"'],
	[{ words: ' , ' }, 'The field "Words" is empty', 'choose "Words" under "Fields to Clear"'],
	[{ bio: 'x', clear: ['bio'] }, 'The field "Bio" is to be changed and cleared at once', 'Take it out'],
	[{ callback: 'x', clear: 'oauth' }, 'The field "Callback" is to be changed and cleared', 'Take it out'],
	[{ clear: ['name'] }, 'names one that cannot be cleared', 'There are bio, data, oauth, words.'],
])('%j is refused', (updateFields, message, hint) => {
	expect(() => changed(updateFields)).toThrow(
		expect.objectContaining({
			kind: 'input',
			message: expect.stringContaining(message),
			description: expect.stringContaining(hint),
		}),
	);
});
