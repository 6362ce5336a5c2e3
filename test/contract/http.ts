import axios, { type AxiosResponse } from 'axios';

/** An answer as it came, with its JSON read where it is labelled JSON and not empty. */
export interface Answer {
	status: number;
	headers: Record<string, string | undefined>;
	text: string;
	// The tests read fields of answers that the schemas have already vouched for.
	json: any;
}

/** What goes along with a call. */
export interface CallOptions {
	headers?: Record<string, string>;
	/** A record is sent as a form, or as JSON with `asJson`; a string as it is. */
	body?: Record<string, unknown> | string;
	asJson?: boolean;
	token?: string;
}

/** One request as it is, whatever the answer: no redirect followed, no status refused. */
export async function send(
	method: string,
	url: string,
	{ headers, body, asJson }: CallOptions,
): Promise<Answer> {
	const contentType = asJson ? 'application/json' : 'application/x-www-form-urlencoded';
	const response: AxiosResponse<string> = await axios.request({
		method,
		url,
		// Without `false` axios labels a missing body as a form.
		headers: { 'Content-Type': typeof body === 'object' && contentType, ...headers },
		data: written(body, asJson),
		maxRedirects: 0,
		responseType: 'text',
		transformRequest: (data: unknown) => data,
		transformResponse: (text: string) => text,
		validateStatus: () => true,
		timeout: 20_000,
	});
	const text = response.data;
	const answerHeaders = response.headers as Answer['headers'];
	const isJson = /^application\/(problem\+)?json/.test(answerHeaders['content-type'] ?? '');
	return {
		status: response.status,
		headers: answerHeaders,
		text,
		json: isJson && text ? tryJson(text) : undefined,
	};
}

function written(body: CallOptions['body'], asJson = false): string | undefined {
	if (typeof body !== 'object') return body;
	return asJson ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>).toString();
}

function tryJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
