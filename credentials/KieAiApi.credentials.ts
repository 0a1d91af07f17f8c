import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	INodeProperties,
} from 'n8n-workflow';

/** Kie.ai answers refusals with HTTP status 200 and its own code in the body, so the test reads the body. */
const refusals: Array<[code: number, message: string]> = [
	[401, 'Unauthorized – Authentication failed: Kie.ai does not accept this API key'],
	[402, 'Kie.ai reports insufficient credits'],
	[403, 'Kie.ai does not allow this: check the IP whitelist of the key at kie.ai/api-key'],
	[422, 'Kie.ai could not read the API key'],
	[429, 'Kie.ai is receiving too many requests; try again in ten seconds'],
	[433, 'The spending limit of this API key is used up'],
	[455, 'Kie.ai is being maintained; try again later'],
	[500, 'Kie.ai could not answer; try again later'],
	[505, 'Kie.ai has switched this feature off'],
];

/** One of the hosts. Where it is not Kie.ai's own, it shows even without the switch: nobody overlooks where a key goes. */
function hostFields(displayName: string, name: string, initial: string): INodeProperties[] {
	const field = { displayName, name, type: 'string', default: initial } as const;
	const isOther = { [name]: [{ _cnd: { not: initial } }] };
	return [
		{ ...field, displayOptions: { show: { otherHosts: [true] } } },
		{ ...field, displayOptions: { show: { otherHosts: [false], ...isOther } } },
	];
}

export class KieAiApi implements ICredentialType {
	name = 'kieAiApi';

	displayName = 'Kie.ai API';

	icon = { light: 'file:../icons/kieai.svg', dark: 'file:../icons/kieai.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-kie-ai/n8n-nodes-kie-ai#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'Create one at <a href="https://kie.ai/api-key" target="_blank">kie.ai/api-key</a>',
		},
		{
			displayName:
				'The next two are only for the Kie.ai Trigger and other workflows that start when Kie.ai calls. Leave both empty if you have none.',
			name: 'callbackNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Webhook HMAC Key',
			name: 'webhookHmacSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'With it, only callbacks that Kie.ai has signed are accepted',
			hint: 'Create one at <a href="https://kie.ai/settings" target="_blank">kie.ai/settings</a>',
		},
		{
			displayName: 'Default Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/webhook/kie',
			description: 'Public address that Kie.ai calls for tasks of nodes that name no other one',
		},
		{
			displayName: 'Use Other Hosts',
			name: 'otherHosts',
			type: 'boolean',
			default: false,
			description: 'Whether to send requests to a proxy, or to the sandbox of this package',
		},
		...hostFields('API Host', 'apiHost', 'https://api.kie.ai'),
		...hostFields('Upload Host', 'uploadHost', 'https://kieai.redpandaai.co'),
	];

	authenticate: IAuthenticate = async (stored, request) => {
		const { authorize } = await import('../nodes/kie/connection');
		return authorize(stored as IDataObject, request);
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{($credentials.apiHost || "https://api.kie.ai").trim()}}',
			url: '/api/v1/chat/credit',
		},
		rules: refusals.map(([value, message]) => ({
			type: 'responseSuccessBody',
			properties: { key: 'code', value, message },
		})),
	};
}
