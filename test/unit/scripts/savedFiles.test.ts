import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
	NodeHelpers,
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { Credential, Workflow } from '../../../host/entities';
import { credentialTypes, packageName } from '../../../host/package';
import { digestOf, folderOf, NEXT, readDigests, savedFiles, versions } from '../../../scripts/savedFiles';
import { providers, root } from '../../support/providers';

/** Workflows and credentials that users may have saved with any version, held against the nodes of today. */

const read = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;

const filesOf = (ending: string) =>
	[NEXT, ...versions()].flatMap((version) =>
		readdirSync(folderOf(version))
			.filter((file) => file.endsWith(ending))
			.map((file) => ({ title: `${version}: ${file}`, file: path.join(folderOf(version), file) })),
	);

const { n8n } = read<{ n8n: { nodes: string[] } }>(path.join(root, 'package.json'));

const descriptions = new Map<string, INodeTypeDescription>(
	n8n.nodes.map((file) => {
		const source = path.join(root, file.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [NodeType] = Object.values(require(source) as Record<string, new () => INodeType>);
		const { description } = new (NodeType as new () => INodeType)();
		return [`${packageName()}.${description.name}`, description];
	}),
);

/** What is stored, and is not there any more or is something else once n8n has read it, by its path. */
function lost(stored: unknown, known: unknown, at = ''): string[] {
	if (typeof stored !== 'object' || stored === null) return stored === known ? [] : [at];
	return Object.entries(stored).flatMap(([name, value]) =>
		lost(value, (known as IDataObject | undefined)?.[name], `${at}.${name}`),
	);
}

const ours = ({ nodes }: Workflow) => nodes.filter(({ type }) => descriptions.has(type));

it('files that are kept are the ones that were saved, each of them', () => {
	const digests = readDigests();
	expect(savedFiles().sort()).toEqual(Object.keys(digests).sort());
	for (const [file, digest] of Object.entries(digests))
		expect([file, digestOf(file)]).toEqual([file, digest]);
});

describe.each(filesOf('.workflow.json'))('$title', ({ file }) => {
	const workflow = read<Workflow>(file);

	it('has nodes that this version knows, in all versions of them', () => {
		const types = workflow.nodes
			.map(({ type }) => type)
			.filter((type) => type.startsWith(`${packageName()}.`));
		expect(types.filter((type) => !descriptions.has(type))).toEqual([]);
		for (const { type, typeVersion } of ours(workflow)) {
			expect([descriptions.get(type)?.version].flat()).toContain(typeVersion);
		}
	});

	it('keeps every value that is stored in them', () => {
		for (const { type, typeVersion, parameters, name } of ours(workflow)) {
			const description = descriptions.get(type) as INodeTypeDescription;
			const node = { typeVersion } as INode;
			// n8n itself gives this field to nodes that poll.
			const { pollTimes: _, ...stored } = parameters as INodeParameters;
			const known = NodeHelpers.getNodeParameters(
				description.properties,
				stored,
				true,
				false,
				node,
				description,
			);
			expect([name, lost(stored, known)]).toEqual([name, []]);
		}
	});

	it('names operations that there are, with the credentials that they show', () => {
		for (const { type, typeVersion, parameters, credentials = {}, name } of ours(workflow)) {
			const description = descriptions.get(type) as INodeTypeDescription;
			if (description.polling) {
				const events = description.properties.find((field) => field.name === 'events')?.options ?? [];
				const offered = events.map((event) => ('value' in event ? event.value : undefined));
				expect(offered).toEqual(expect.arrayContaining(parameters.events as string[]));
				continue;
			}
			const node = { typeVersion } as INode;
			const all =
				NodeHelpers.getNodeParameters(
					description.properties,
					parameters as INodeParameters,
					true,
					false,
					node,
					description,
				) ?? {};
			const placed = providers
				.flatMap(({ operations, folder }) =>
					type.toLowerCase().endsWith(`.${folder.toLowerCase()}`) ? operations : [],
				)
				.find(({ value }) => value === `${String(all.resource)}:${String(all.operation)}`);
			const shown = (description.credentials ?? [])
				.filter((each) => NodeHelpers.displayParameter(all, each, node, description))
				.map((each) => each.name);
			expect([name, placed?.value, shown]).toEqual([
				name,
				expect.any(String),
				expect.arrayContaining(Object.keys(credentials)),
			]);
		}
	});
});

describe.each(filesOf('.credentials.json'))('$title', ({ file }) => {
	it('has credential types that this version knows, and their fields', () => {
		for (const { type, data, name } of read<Credential[]>(file)) {
			expect(credentialTypes()).toContain(type);
			const className = type.charAt(0).toUpperCase() + type.slice(1);
			const module = require(path.join(root, `credentials/${className}.credentials`)) as Record<
				string,
				new () => ICredentialType
			>;
			const { properties } = new (module[className] as new () => ICredentialType)();
			const fields = properties.map((property) => property.name);
			expect([name, Object.keys(data).filter((field) => !fields.includes(field))]).toEqual([name, []]);
		}
	});
});
