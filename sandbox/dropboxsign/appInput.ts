import { z } from 'zod';

import { scopes } from './apps';
import { urlOrNothing } from './input';

const blank = 'This value should not be blank';
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'This value is not a colour');
/** Forms have no booleans. */
const flag = z.preprocess((value) => (isFlag(value) ? flags[value] : value), z.boolean());
const flags = { true: true, '1': true, false: false, '0': false };

const whiteLabeling = z
	.object({
		header_background_color: colour,
		legal_version: z.enum(['terms1', 'terms2']),
		link_color: colour,
		page_background_color: colour,
		primary_button_color: colour,
		primary_button_color_hover: colour,
		primary_button_text_color: colour,
		primary_button_text_color_hover: colour,
		secondary_button_color: colour,
		secondary_button_color_hover: colour,
		secondary_button_text_color: colour,
		secondary_button_text_color_hover: colour,
		text_color1: colour,
		text_color2: colour,
		reset_to_default: flag,
	})
	.partial();

/** What an update may change; an empty string clears what is optional (Dropbox Sign API document). */
export const appUpdate = z
	.object({
		name: z.string().trim().min(1, blank),
		domains: z.array(z.string().min(1, blank)).min(1, blank).max(10, 'There can be at most 10 domains'),
		callback_url: urlOrNothing,
		oauth: z
			.object({
				callback_url: urlOrNothing,
				scopes: z.array(z.enum([...scopes, ''])),
			})
			.partial(),
		options: z.object({ can_insert_everywhere: flag }).partial(),
		white_labeling_options: z.preprocess(serialized, whiteLabeling),
		custom_logo_file: z.unknown(),
	})
	.partial();

/** What a new app needs: the same fields, with name and domains among them (Dropbox Sign API document). */
export const appCreation = appUpdate.required({ name: true, domains: true });

/** A body that {@link appUpdate} has let through; texts for true and false have become booleans. */
export type AppUpdate = z.output<typeof appUpdate>;

function isFlag(value: unknown): value is keyof typeof flags {
	return typeof value === 'string' && Object.hasOwn(flags, value);
}

/** Forms send the white labeling options as JSON in a string, or as bracketed fields. */
function serialized(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}
