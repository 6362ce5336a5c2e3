import axios from 'axios';
import path from 'node:path';
import { type ProviderName, providerNames } from '../sandbox';
import { HostError } from './errors';
import { freshConnection } from './freshConnection';
import { root } from './paths';
import { launch, type Running, waitForOutput } from './processes';

/** The ports the sandbox would like to have, by the argument that sets each. */
export const sandboxPorts: Record<string, number> = Object.fromEntries(
	['control', ...providerNames].map((name, index) => [`--${name.toLowerCase()}-port`, 4800 + index]),
);

/** Base URLs: `control` and one for each provider, such as `peerTube`. */
export type SandboxUrls = Record<ProviderName | 'control', string>;

/** A sandbox that is ready for requests. */
export interface Sandbox extends Running {
	readonly urls: SandboxUrls;
}

function printedUrls(output: string): SandboxUrls | undefined {
	const line = output.split('\n').find((candidate) => /^\{.*"control".*\}\s*$/.test(candidate));
	return line === undefined ? undefined : (JSON.parse(line) as SandboxUrls);
}

/**
 * Starts the sandbox as a process of its own, with a port for each key of `sandboxPorts`, for the n8n at `n8nUrl`.
 * @throws HostError when it ends or is not ready within 30 seconds
 */
export async function startSandbox(
	ports: Record<string, number>,
	n8nUrl: string,
	logFile: string,
): Promise<Sandbox> {
	const program = path.join(root, 'build', 'sandbox', 'main.js');
	const args = Object.entries(ports).flatMap(([name, port]) => [name, String(port)]);
	const running = await launch('the sandbox', process.execPath, [program, ...args], {
		env: { ...process.env, SANDBOX_N8N_URL: n8nUrl },
		logFile,
	});
	return { ...running, urls: await waitForOutput(running, printedUrls, 30_000) };
}

/** n8n's address in the examples, which is its own unless told otherwise. */
const USUAL_N8N = 'http://localhost:5678';

/** The text of an example with the sandbox's addresses in place of those like `https://peertube.example.com`, and n8n's. */
export function pointAtSandbox(text: string, urls: SandboxUrls, n8nUrl: string): string {
	return providerNames.reduce(
		(result, name) => result.replaceAll(`https://${name.toLowerCase()}.example.com`, urls[name]),
		text.replaceAll(USUAL_N8N, n8nUrl),
	);
}

/** Settings of the sandbox by provider, under its path segment of the control API. */
export type SandboxSettings = Record<string, Record<string, unknown>>;

type Control = <T>(method: 'GET' | 'PATCH', provider: string, settings?: object) => Promise<T>;

function controlOf(urls: SandboxUrls): Control {
	const http = axios.create({ baseURL: urls.control, proxy: false, timeout: 10_000, ...freshConnection });
	return async <T>(method: string, provider: string, settings?: object) => {
		try {
			return (await http.request<T>({ method, url: `/${provider}/settings`, data: settings })).data;
		} catch (error) {
			const answer: unknown = axios.isAxiosError(error) ? error.response?.data : undefined;
			const reason = answer ? JSON.stringify(answer) : (error as Error).message;
			throw new HostError(`The sandbox refused the settings for ${provider}: ${reason}`);
		}
	};
}

/**
 * Gives the sandbox other settings.
 * @throws HostError when it refuses them
 */
export async function changeSettings(urls: SandboxUrls, settings: SandboxSettings): Promise<void> {
	const control = controlOf(urls);
	for (const [provider, changes] of Object.entries(settings)) await control('PATCH', provider, changes);
}

/**
 * Does `work` while the sandbox has other settings, and puts the former ones back, whatever happens.
 * @throws HostError when the sandbox refuses the settings
 */
export async function withSettings<T>(
	urls: SandboxUrls,
	settings: SandboxSettings,
	work: () => Promise<T>,
): Promise<T> {
	const control = controlOf(urls);
	const former: Array<[string, object]> = [];
	try {
		for (const [provider, changes] of Object.entries(settings)) {
			former.push([provider, await control<object>('GET', provider)]);
			await control('PATCH', provider, changes);
		}
		return await work();
	} finally {
		for (const [provider, values] of former.reverse()) await control('PATCH', provider, values);
	}
}
