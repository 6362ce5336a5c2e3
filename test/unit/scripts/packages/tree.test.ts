import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ownPartsOf } from '../../../../scripts/packages/ownParts';
import { scriptsIn } from '../../../../scripts/packages/ownScripts';
import { servicesOf } from '../../../../scripts/packages/services';
import { treeOf, type Tree } from '../../../../scripts/packages/tree';
import { providers, root } from '../../../support/providers';

const services = servicesOf(root);

it('each service has a repository of its own', () => {
	expect(services.map(({ folder }) => folder)).toEqual(providers.map(({ folder }) => folder).sort());
});

/** `actions/checkout@v5` */
const actionsIn = (workflow: string) =>
	[...workflow.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
const ourWorkflows = path.join(root, '.github', 'workflows');
/** Dependabot looks at these, and not at those that lie among the scripts. */
const OURS = new Set(
	readdirSync(ourWorkflows).flatMap((file) => actionsIn(readFileSync(path.join(ourWorkflows, file), 'utf8'))),
);

describe.each(services)('$packageName', (service) => {
	const others = services.filter((other) => other !== service);
	let tree: Tree;
	beforeAll(() => {
		tree = treeOf(root, service, others);
	});
	const text = (file: string) => String(tree.get(file));
	const named = (pattern: RegExp) => [...tree.keys()].filter((file) => pattern.test(file));
	const manifest = () => JSON.parse(text('package.json')) as typeof import('../../../../package.json');

	it('has its node, its trigger and all of its credentials, and nothing of another service', () => {
		const whole = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as ReturnType<
			typeof manifest
		>;
		const isOwn = (file: string) => file.includes(`/${service.folder}`);
		expect(manifest().n8n.credentials).toEqual(whole.n8n.credentials.filter(isOwn));
		expect(manifest().n8n.nodes).toEqual(whole.n8n.nodes.filter(isOwn));
		expect(manifest().n8n.nodes).toHaveLength(2);
		for (const other of others) expect(named(new RegExp(`/${other.folder}|/${other.slug}[.-]`))).toEqual([]);
	});

	it('leads nowhere outside itself', () => {
		const missing = named(/\.ts$/).flatMap((file) =>
			[...text(file).matchAll(/from '(\.[^']+)'/g)]
				.map(([, to = '']) => `${path.posix.join(path.posix.dirname(file), to)}.ts`)
				.filter((to) => !tree.has(to)),
		);
		expect(missing).toEqual([]);
		const broken = named(/\.md$/).flatMap((page) =>
			[...text(page).matchAll(/(?:\]\(| src(?:set)?=")([^)"\s:#]+)(?=[)"#])/g)]
				.map(([, to = '']) => path.posix.join(path.posix.dirname(page), to))
				.filter((to) => !tree.has(to) && named(/./).every((file) => !file.startsWith(`${to}/`))),
		);
		expect(broken).toEqual([]);
	});

	it('has nobody call a script of npm that it lacks', () => {
		const scripts = Object.keys(manifest().scripts);
		const lacking = named(/\.(?:md|json|ya?ml|[cm]?[jt]s|svg)$/).flatMap((file) =>
			scriptsIn(text(file))
				.filter((script) => !scripts.includes(script))
				.map((script) => `${file}: ${script}`),
		);
		expect(lacking).toEqual([]);
		expect(scriptsIn(text('.github/workflows/ci.yml'))).toEqual(['lint', 'build']);
	});

	it('begins with what it is, how to install it and on which n8n, and ends with where to go on', () => {
		const readme = text('README.md');
		const places = [
			`# ${service.packageName}\n\n[n8n]`,
			'\n## Install it in your n8n\n',
			`enter \`${service.packageName}\``,
			'**n8n 2.30 and newer**',
			'\n## The credential',
			'\n## More\n',
			...['examples', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE.md'].map((file) => `](${file})`),
			'/issues/new/choose',
		].map((part) => readme.indexOf(part));
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(places[0]).toBe(0);
	});

	it('opens the page of triggers with its own, if with any', () => {
		const [opening = ''] = text('docs/triggers.md').split('\n## ');
		expect([...opening.matchAll(/ Trigger\*\*/g)].length).toBeLessThanOrEqual(1);
	});

	it('tells of no other service: neither its page nor a section, item or row about it', () => {
		for (const page of named(/^(?:CHANGELOG|docs\/.+)\.md$/))
			expect(ownPartsOf(text(page), service, others)).toBe(text(page));
		for (const page of named(/\.md$/))
			for (const other of others) expect(text(page)).not.toContain(`docs/${other.slug}.md`);
	});

	it('depends on nothing at run time, and is called by its own name everywhere', () => {
		expect(manifest()).not.toHaveProperty('dependencies');
		expect(manifest().repository.url).toContain(`/${service.packageName}.git`);
		for (const file of named(/\.node\.json$/)) expect(text(file)).toContain(`"${service.packageName}.`);
		expect([...tree].filter(([, content]) => content.includes('"n8n-nodes-oauth-sessions.'))).toEqual([]);
	});

	it('runs on GitHub what this repository runs there, in the versions that are kept up to date', () => {
		const workflows = named(/^\.github\/workflows\/.+\.yml$/);
		expect(workflows).toHaveLength(4);
		expect(workflows.flatMap((file) => actionsIn(text(file)).filter((one) => !OURS.has(one)))).toEqual([]);
	});

	it("is linted and built by the version of n8n's tool that it was tried with", () => {
		const tried = JSON.parse(readFileSync(path.join(root, 'host/official/package.json'), 'utf8')) as {
			dependencies: Record<string, string>;
		};
		expect(manifest().devDependencies).toMatchObject(tried.dependencies);
	});

	it('has examples that name no credential of ours', () => {
		expect(named(/\.workflow\.json$/).length).toBeGreaterThan(1);
		for (const file of named(/\.workflow\.json$/)) {
			const { nodes } = JSON.parse(text(file)) as { nodes: object[] };
			for (const node of nodes) expect(node).not.toHaveProperty('credentials');
		}
	});
});
