import type { Service } from './services';

/** Where a package of one service comes from. */
interface Source {
	/** The package of all services, and the address of its repository. */
	readonly name: string;
	readonly url: string;
}

/**
 * The README of a package of one service: what it is, how to install it and on which n8n, then the page of the service
 * with its heading one level down, then where to go on.
 */
export function readmeOf(page: string, { packageName }: Service, { name, url }: Source): string {
	const [, title = '', rest = ''] = /^# (.+)\n+([^]*)$/.exec(page) ?? [];
	return `# ${packageName}

[n8n](https://n8n.io) community nodes for ${title}: credentials that stay connected by themselves, here and in n8n's HTTP Request node, with a node and a trigger for sessions and tokens. The node signs other people in and keeps their tokens fresh in a table; the trigger tells when a connection ends.

## Install it in your n8n

As the owner of a self-hosted n8n: _Settings → Community nodes → Install_, and enter \`${packageName}\`.

**n8n 2.30 and newer** is promised; [the runs on each version](${url}/blob/main/docs/compatibility.md) show what is weaker on older ones.

It is one of the packages that are made from [one source](${url}); \`${name}\` is all of them in one. Install either that one or single ones: the names of their nodes and credentials are the same. [How to move workflows](${url}/blob/main/docs/packages.md) from one to the other.

## ${title}

${rest.trimEnd()}

## More

- [Examples](examples): import them in the editor with _⋯ → Import → From file_. Sticky notes say what they do, and which credential to choose.
- [What has changed](CHANGELOG.md), [what is stored where, and how to tell us of a security problem](SECURITY.md), [the license](LICENSE.md).
- Ask [a question](${url}/discussions), or say [what is wrong](${url}/issues/new/choose), with versions and the whole message. Never paste tokens, keys, passwords or codes.
`;
}
