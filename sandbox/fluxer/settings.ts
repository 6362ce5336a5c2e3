import { z } from 'zod';

const seconds = z.number().int().positive();
const limit = z.number().int().nonnegative();

/** What the control side can change about the instance. */
export const settingsSchema = z
	.object({
		/**
		 * Which server this is (both observed). That of July checks PKCE, consumes refresh tokens and can introspect them,
		 * knows group messages at consent, and answers in other shapes here and there.
		 */
		version: z.enum(['february2026', 'july2026']),
		/**
		 * An instance of somebody's own (July 2026, observed): its API URL ends in `/api`, and neither codes nor refresh tokens
		 * end by themselves.
		 */
		selfHosted: z.boolean(),
		/** Only who has solved a captcha in the web app may create an application (July 2026, observed). */
		captcha: z.boolean(),
		/** Applications a user may own. */
		applicationsMost: limit,
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
		/** How often a bot may be renamed within three hours; July only. */
		renameLimit: limit,
		messageLimit: limit,
		/** Per second. */
		globalLimit: limit,
	})
	.partial()
	.strict();

/** All of {@link settingsSchema}, as the stand-in goes by it at this moment: {@link defaultSettings} after a reset. */
export type Settings = Required<z.infer<typeof settingsSchema>>;

/** Fluxer's own lifetimes and limits (Fluxer source). */
export function defaultSettings(): Settings {
	return {
		version: 'july2026',
		selfHosted: false,
		captcha: false,
		applicationsMost: 25,
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
		renameLimit: 5,
		messageLimit: 60,
		globalLimit: 50,
	};
}
