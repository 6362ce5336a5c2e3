/** What the pages of `authorizationServer.mjs` are answered with: each asks for one of these, in a field of its form. */
const FORMS: Record<string, Record<string, string>> = {
	login: { prompt: 'login', login: 'alice', password: 'any' },
	consent: { prompt: 'consent' },
};

/**
 * Opens an authorization URL as a browser does whose user has not signed in yet, and gives back the address of the
 * client that it is sent to in the end.
 *
 * @param says whether the user allows what is asked for
 * @throws {Error} with the page, where there is nothing to fill in
 */
export async function visit(url: string, says: 'yes' | 'no' = 'yes'): Promise<string> {
	const { origin } = new URL(url);
	const cookies = new Map<string, string>();
	let [where, form] = [url, undefined as Record<string, string> | undefined];
	while (where.startsWith(`${origin}/`)) {
		const answer = await fetch(where, {
			redirect: 'manual',
			headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
			...(form && { method: 'POST', body: new URLSearchParams(form) }),
		});
		for (const cookie of answer.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			cookies.set(name, value);
		}
		const page = await answer.text();
		const [link, prompt] = answer.headers.has('location')
			? [answer.headers.get('location')]
			: linkOf(page, says);
		if (!link) throw new Error(page);
		[where, form] = [new URL(link, where).href, FORMS[prompt ?? '']];
	}
	return where;
}

/** Where a page leads to, and what its form asks for. */
function linkOf(page: string, says: 'yes' | 'no'): [link?: string, prompt?: string] {
	if (says === 'no') return [/href="([^"]+\/abort)"/.exec(page)?.[1]];
	return [/action="([^"]+)"/.exec(page)?.[1], /name="prompt" value="(\w+)"/.exec(page)?.[1]];
}
