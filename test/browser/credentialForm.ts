import type { CredentialDialog } from './editor/credentialDialog';
import type { CredentialSurface } from './surface';

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Fills in what is other than the form shows by itself, as its kind of field wants it. */
export async function fillIn(
	{ fields }: CredentialDialog,
	surface: CredentialSurface,
	data: Record<string, unknown>,
): Promise<void> {
	for (const [name, value] of Object.entries(data)) {
		const { type, default: usual, options = [] } = surface.field(name);
		if (isSame(value, usual)) continue;
		const titleOf = (wanted: unknown) =>
			options.flatMap((each) => ('value' in each && each.value === wanted ? [each.name] : []))[0] ?? '';
		if (type === 'options') await fields.choose(name, titleOf(value));
		else if (type === 'multiOptions') await fields.chooseMany(name, (value as unknown[]).map(titleOf));
		else await fields.fill(name, String(value));
	}
}
