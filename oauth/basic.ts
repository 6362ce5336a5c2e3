/** RFC 6749 §2.3.1: id and secret are form-encoded before they become Basic credentials. */
export function basicClient(clientId = '', clientSecret = ''): string {
	const encode = (value: string) => new URLSearchParams({ v: value }).toString().slice(2);
	return basicCredentials(encode(clientId), encode(clientSecret));
}

/** The value of an `Authorization` header (RFC 7617 §2), for what is encoded already. */
export const basicCredentials = (userId: string, password: string): string =>
	`Basic ${Buffer.from(`${userId}:${password}`).toString('base64')}`;
