import { z } from 'zod';

const seconds = z.number().int().positive();
const limit = z.number().int().nonnegative();

/** What the control side can change about the instance. */
export const settingsSchema = z
	.object({
		/** `newer` consumes refresh tokens and knows PKCE; `february` does neither (Fluxer source, both versions). */
		variant: z.enum(['february', 'newer']),
		accessTokenSeconds: seconds,
		refreshTokenSeconds: seconds,
		codeSeconds: seconds,
		sudoSeconds: seconds,
		/** The authorize page answers with the redirect at once, or with a form to submit. */
		autoApprove: z.boolean(),
		/** User name of who is signed in to the browser that opens the authorize page. */
		signedInAs: z.string().min(1),
		/**
		 * Refuses a client secret given both ways. Fluxer itself takes one of them, and not the same one on every endpoint
		 * (Fluxer source), so a client that sends both is wrong even where it happens to work.
		 */
		refuseDoubleClientAuthentication: z.boolean(),
		authorizeLimit: limit,
		tokenLimit: limit,
		introspectLimit: limit,
		listLimit: limit,
		updateLimit: limit,
		instanceLimit: limit,
		sudoMethodsLimit: limit,
		/** Per hour, as the next two; the others are per minute. */
		createLimit: limit,
		resetLimit: limit,
		deleteLimit: limit,
		/** Per second. */
		globalLimit: limit,
	})
	.partial()
	.strict();

export type Settings = Required<z.infer<typeof settingsSchema>>;

/** Fluxer's own lifetimes and limits (Fluxer source, February 2026). */
export function defaultSettings(): Settings {
	return {
		variant: 'february',
		accessTokenSeconds: 604_800,
		refreshTokenSeconds: 2_592_000,
		codeSeconds: 600,
		sudoSeconds: 300,
		autoApprove: true,
		signedInAs: 'alice',
		refuseDoubleClientAuthentication: true,
		authorizeLimit: 60,
		tokenLimit: 120,
		introspectLimit: 120,
		listLimit: 60,
		updateLimit: 30,
		instanceLimit: 60,
		sudoMethodsLimit: 20,
		createLimit: 10,
		resetLimit: 10,
		deleteLimit: 10,
		globalLimit: 50,
	};
}
