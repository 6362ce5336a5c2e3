import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** As much of a request for a chat completion as the script goes by. */
interface Asked {
	messages: Array<{ role: string; content?: unknown }>;
	tools?: Array<{ function: { name: string; parameters?: { properties?: object } } }>;
}

/** A chat model behind OpenAI's API that follows a script: it calls its only tool, then repeats what that answered. */
export class ScriptedModel {
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			void json(request).then((body) => {
				const message = nextMessage(body as Asked);
				response.setHeader('content-type', 'application/json').end(JSON.stringify(completion(message)));
			});
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	/** What the credential of the model takes for its base URL. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
	}

	close(): void {
		this.server.closeAllConnections();
		this.server.close();
	}
}

function nextMessage({ messages, tools = [] }: Asked): object {
	const answer = messages.find(({ role }) => role === 'tool')?.content;
	if (answer !== undefined) return { content: typeof answer === 'string' ? answer : JSON.stringify(answer) };
	const [tool] = tools;
	const mayFillIn = Object.keys(tool?.function.parameters?.properties ?? {});
	if (!tool || tools.length > 1 || mayFillIn.length > 0) {
		return { content: `There are ${tools.length} tools, which let the model fill in: ${mayFillIn.join()}` };
	}
	const call = { id: 'call_1', type: 'function', function: { name: tool.function.name, arguments: '{}' } };
	return { content: null, tool_calls: [call] };
}

const completion = (message: object) => ({
	id: 'completion',
	object: 'chat.completion',
	created: 0,
	model: 'scripted',
	choices: [
		{
			index: 0,
			message: { role: 'assistant', ...message },
			finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop',
		},
	],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
