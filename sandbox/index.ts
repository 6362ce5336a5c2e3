import { createCalCom } from './calcom/server';
import { createDropboxSign } from './dropboxsign/server';
import { createFluxer } from './fluxer/server';
import { createFuseSign } from './fusesign/server';
import { createPeerTube } from './peertube/server';
import { listen } from './shared/app';
import { createControl, resetProvider } from './shared/control';
import type { ControlAnswer, ControlRequest } from './shared/directory';
import type { Provider } from './shared/provider';
import type { Time } from './shared/time';

/** The providers of the sandbox. A new one is its folder and one line here. */
const creators = {
	peerTube: createPeerTube,
	fluxer: createFluxer,
	dropboxSign: createDropboxSign,
	fuseSign: createFuseSign,
	calCom: createCalCom,
} satisfies Record<string, (time?: Time) => Provider>;

/**
 * A provider by its key here, which {@link Sandbox} has its base URL under; the control side has it in lower case, as
 * the first part of a path.
 */
export type ProviderName = keyof typeof creators;

/** In the order in which `main.ts` gives out ports: 4801 to the first. */
export const providerNames = Object.keys(creators) as ProviderName[];

type Ports = { [Name in ProviderName as `${Name}Port`]?: number };

/** Ports to listen on, always on 127.0.0.1; 0, the default, takes any free one. */
export interface SandboxOptions extends Ports {
	controlPort?: number;
	/** What passes for all providers; the clock of the machine by default. */
	time?: Time;
}

/** A running sandbox: base URLs such as `http://127.0.0.1:4801`, without a trailing slash. */
export interface Sandbox extends Record<ProviderName, string> {
	control: string;
	/** Asks the control side without a connection. */
	ask(request: ControlRequest): Promise<ControlAnswer>;
	close(): Promise<void>;
}

/** Starts every provider and the control side; if one cannot start, none stays running. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const providers = providerNames.map((name) => ({ name, provider: creators[name](options.time) }));
	const controlled: Parameters<typeof createControl>[0] = {};
	const started = providers.map(({ provider }) => provider.app);
	const close = async (): Promise<void> => {
		await Promise.all(started.map((app) => app.close()));
	};

	try {
		const urls = {} as Record<ProviderName, string>;
		for (const { name, provider } of providers) {
			urls[name] = await listen(provider.app, options[`${name}Port`] ?? 0, name);
			controlled[name] = { provider, host: new URL(urls[name]).host };
			resetProvider(provider, controlled[name].host);
		}
		const { app, directory } = createControl(controlled);
		started.push(app);
		const control = await listen(app, options.controlPort ?? 0, 'the control side');
		return { ...urls, control, ask: async (request) => await directory.ask(request), close };
	} catch (error) {
		await close();
		throw error;
	}
}
