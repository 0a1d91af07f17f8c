/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { PackedPackage } from '../../tools/n8n/package/pack';
import type { N8nServer } from '../../tools/n8n/server';

/** What the start of a test run leaves for its end; Jest runs both in one process. */
interface Running {
	packed?: Promise<PackedPackage>;
	servers: Map<string, N8nServer>;
}

const holder = globalThis as typeof globalThis & { e2eRunning?: Running };

/** Jest loads the setup anew for every release, so this lives outside the module. */
export const running: Running = (holder.e2eRunning ??= { servers: new Map() });

/** The variable through which the specs, which Jest keeps apart from the setup, learn the address. */
export const addressVariable = (release: string) => `E2E_N8N_URL_${release.toUpperCase()}`;

/** The variable that names the packed package, for specs that start an n8n of their own. */
export const PACKAGE_VARIABLE = 'E2E_PACKAGE';
