import { environmentFor } from '../cache/node';
import type { InstalledN8n } from '../cache/n8n';

interface ServerPlace {
	userFolder: string;
	port: number;
	brokerPort: number;
}

/** Everything that would reach for the internet, or cover the editor with a banner or a survey. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

/** The environment of an n8n that listens on the loopback address only and keeps everything in `userFolder`. */
export function serverEnvironment(
	{ node, release }: InstalledN8n,
	{ userFolder, port, brokerPort }: ServerPlace,
	extra: Record<string, string>,
): NodeJS.ProcessEnv {
	return {
		...environmentFor(node),
		...QUIET,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${port}/`,
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		// The session cookie must also come back over plain HTTP.
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_ENABLED: 'true',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		DB_SQLITE_POOL_SIZE: '2',
		...release.environment,
		...extra,
	};
}
