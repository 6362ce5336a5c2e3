import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

/** What n8n's editor does with the fields that credentials are shown by. */
interface DrawnWithCredential {
	/** The field that it draws within the choice of a credential, in place of among the others. */
	readonly field?: string;
	/** All fields that it leaves out among the others for that. */
	readonly hidden: readonly string[];
}

/**
 * The editor takes a field `authentication`, or else one each of whose choices shows a credential, for the way to
 * authenticate; then it leaves out that field, and those by which fields that show credentials are shown themselves.
 */
export function mainAuthField({ credentials = [], properties }: INodeTypeDescription): DrawnWithCredential {
	const shows = credentials.map(({ displayOptions }) => displayOptions?.show ?? {});
	const names = [...new Set(shows.flatMap((show) => Object.keys(show)))];
	const fields = names.flatMap((name) => properties.filter((property) => property.name === name));
	const main =
		fields.find((field) => field.name === 'authentication' && !choicesOf(field).includes('none')) ??
		fields.find((field) => {
			const shown = shows.flatMap((show) => show[field.name] ?? []);
			const choices = choicesOf(field);
			return choices.length > 0 && choices.every((choice) => shown.includes(choice as never));
		});
	if (!main) return { hidden: [] };
	const shownBy = fields.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}));
	return { field: main.name, hidden: [main.name, ...shownBy] };
}

const choicesOf = ({ options = [] }: INodeProperties) =>
	(options as INodePropertyOptions[]).map(({ value }) => value);
