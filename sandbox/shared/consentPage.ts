interface Consent {
	/** What the user is asked, as plain text. */
	question: string;
	/** Where the form is sent. */
	action: string;
	/** Sent along with the decision. */
	fields: Record<string, string>;
}

/** The page a provider shows a user before a code is granted: a form whose `decision` is `approve` or `deny`. */
export function consentPage({ question, action, fields }: Consent): string {
	const inputs = Object.entries(fields).map(
		([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
	);
	return page(
		'Authorize',
		`<p>${escaped(question)}</p>
<form method="post" action="${escaped(action)}">
${inputs.join('\n')}
<button name="decision" value="approve">Approve</button>
<button name="decision" value="deny">Deny</button>
</form>`,
	);
}

/** The page a provider shows a user whose way cannot go on. */
export function problemPage(problem: string): string {
	return page('Something is wrong', `<p>${escaped(problem)}</p>`);
}

/** `uri` with `answer` added to its query, and otherwise untouched. */
export function backTo(uri: string, answer: Record<string, string | undefined>): string {
	const given = Object.entries(answer).filter((entry): entry is [string, string] => entry[1] !== undefined);
	return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams(given).toString()}`;
}

function page(title: string, body: string): string {
	return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1>\n${body}\n</body></html>`;
}

function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
