import {
	ICredentials,
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type INodeType,
	type IWorkflowDataProxyAdditionalKeys,
	type IWorkflowExecuteAdditionalData,
	type NodeParameterValue,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

interface StoredCredential {
	readonly type: string;
	data: ICredentialDataDecryptedObject;
	/** How often n8n stored something into it. */
	writes: number;
}

/** n8n encrypts what it stores; nothing here depends on that. Each read is a copy, as from a database. */
class PlainCredentials extends ICredentials {
	constructor(
		id: string | null,
		name: string,
		type: string,
		private readonly plain: ICredentialDataDecryptedObject,
	) {
		super({ id, name }, type);
	}

	async getData(): Promise<ICredentialDataDecryptedObject> {
		return structuredClone(this.plain);
	}

	getDataToSave = notStored;
	setData = notStored;
	updateData = notStored;
}

function notStored(): never {
	throw new Error('Credentials are stored by the helper');
}

/** As n8n resolves a credential in the editor and in a poll: in a workflow of its own, with nothing in it. */
function outsideWorkflows(
	data: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	keys: IWorkflowDataProxyAdditionalKeys,
): ICredentialDataDecryptedObject {
	const node: INode = { id: '', name: '', type: 'mock', typeVersion: 1, position: [0, 0], parameters: {} };
	const type = { description: { properties: [] } } as unknown as INodeType;
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const value = data as unknown as NodeParameterValue;
	return expression.getComplexParameterValue(
		node,
		value,
		mode,
		keys,
		undefined,
		undefined,
		value as never,
	) as never;
}

/** The end-to-end runs use n8n's own oAuth2Api fields; here the ones that its HTTP helper reads are enough. */
const defaultsOf = ({ properties }: ICredentialType): ICredentialDataDecryptedObject =>
	Object.fromEntries(
		properties.map(({ name, default: value }) => [
			name,
			String(value).startsWith('=') ? '' : (value as string),
		]),
	);

/**
 * n8n's credentials helper over a map: the rules of when `preAuthentication` runs, what of its result is
 * stored and how fields are resolved are those of n8n 2.41, so that the real credential classes meet the real
 * conditions. The end-to-end tests run the same credentials in a real n8n.
 */
export class TestCredentialsHelper extends ICredentialsHelper {
	readonly stored = new Map<string, StoredCredential>();

	constructor(private readonly typeOf: (name: string) => ICredentialType) {
		super();
	}

	getParentTypes = (name: string) => this.typeOf(name).extends ?? [];
	isCredentialUsableByNode = () => true;

	async authenticate(data: ICredentialDataDecryptedObject, type: string, options: IHttpRequestOptions) {
		const { authenticate } = this.typeOf(type);
		if (typeof authenticate === 'function') return await authenticate(data, options);
		const filled = (templates: object = {}): object =>
			Object.fromEntries(
				Object.entries(templates).map(([name, template]) => [
					name,
					String(template)
						.replace(/^=/, '')
						.replace(/{{ \$credentials\.(\w+) }}/g, (_, field: string) => String(data[field])),
				]),
			);
		const { headers, auth } = authenticate?.properties ?? {};
		return {
			...options,
			headers: { ...options.headers, ...filled(headers) },
			...(auth && { auth: filled(auth) as IHttpRequestOptions['auth'] }),
		};
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		data: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		expired: boolean,
	) {
		const type = this.typeOf(typeName);
		const expirable = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable,
		);
		if (!expirable || !type.preAuthentication || !(data[expirable.name] === '' || expired)) return undefined;
		const output = (await type.preAuthentication.call(helpers, data)) as ICredentialDataDecryptedObject;
		const details = node.credentials?.[typeName];
		if (output[expirable.name] === undefined || !details) return undefined;
		const stored = await (await this.getCredentials(details, typeName)).getData();
		await this.updateCredentials(details, typeName, { ...stored, ...output });
		return Object.assign(data, output);
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials({ id, name }: INodeCredentialsDetails, type: string): Promise<PlainCredentials> {
		const credential = this.stored.get(id ?? '');
		if (!credential) throw new Error(`There is no credential "${name}"`);
		return new PlainCredentials(id ?? null, name, type, credential.data);
	}

	async getDecrypted(
		{ executionId = '__UNKNOWN__' }: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = await (await this.getCredentials(details, type)).getData();
		if (raw) return data;
		const complete = this.getParentTypes(type).includes('oAuth2Api')
			? { ...defaultsOf(this.typeOf(type)), ...data }
			: (NodeHelpers.getNodeParameters(
					this.getCredentialsProperties(type),
					data as never,
					true,
					false,
					null,
					null,
				) as ICredentialDataDecryptedObject);
		const keys = { $executionId: executionId };
		if (!values) return outsideWorkflows(complete, mode, keys);
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = values;
		return workflow.expression.getParameterValue(
			complete as never,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			keys,
			executeData,
			false,
			complete as never,
		) as ICredentialDataDecryptedObject;
	}

	async updateCredentials(
		{ id }: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	) {
		const writes = (this.stored.get(id ?? '')?.writes ?? 0) + 1;
		this.stored.set(id ?? '', { type, data, writes });
	}

	async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	) {
		const stored = await (await this.getCredentials(details, type)).getData();
		await this.updateCredentials(details, type, { ...stored, oauthTokenData: oauthTokenData ?? {} });
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.typeOf(type).properties;
	}
}
