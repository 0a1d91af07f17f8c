/** What a link to a page about a file comes to: the file's own address, or why there is none. */
type Direct = { url: string } | { problem: string };

const drive = (id: string, key: string | null): Direct => ({
	url: `https://drive.google.com/uc?export=download&id=${id}${key ? `&resourcekey=${key}` : ''}`,
});

const NOT_A_FILE = 'leads to a page, not to a file';

/** https://drive.google.com/file/d/ID/view, https://drive.google.com/open?id=ID */
function driveLink({ pathname, searchParams }: URL): Direct | undefined {
	if (pathname === '/uc' && searchParams.has('export')) return undefined;
	const id =
		/^\/(?:a\/[^/]+\/)?file\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(pathname)?.[1] ??
		fileId(pathname, searchParams);
	if (id) return drive(id, searchParams.get('resourcekey'));
	return { problem: `${NOT_A_FILE} of Google Drive` };
}

function fileId(pathname: string, searchParams: URLSearchParams): string | undefined {
	const id = /^\/(?:open|uc|thumbnail)$/.test(pathname) ? searchParams.get('id') : null;
	return id && /^[\w-]+$/.test(id) ? id : undefined;
}

/** https://github.com/OWNER/REPOSITORY/blob/BRANCH/PATH */
function gitHubLink(url: URL): Direct | undefined {
	const [, repository, path] = /^\/([^/]+\/[^/]+)\/blob\/(.+)$/.exec(url.pathname) ?? [];
	return path ? { url: `https://raw.githubusercontent.com/${repository}/${path}` } : undefined;
}

/** https://www.dropbox.com/scl/fi/…?rlkey=…&dl=0, https://www.dropbox.com/s/…?dl=0; folders come as archives. */
function dropboxLink(url: URL): Direct {
	if (!/^\/(?:scl\/fi|s)\//.test(url.pathname)) return { problem: `${NOT_A_FILE} of Dropbox` };
	if (url.searchParams.get('raw') === '1') return { url: url.href };
	const direct = new URL(url);
	direct.searchParams.set('dl', '1');
	return { url: direct.href };
}

const PAGES: Record<string, string> = {
	'docs.google.com': 'Google Docs',
	'photos.app.goo.gl': 'Google Photos',
	'photos.google.com': 'Google Photos',
	'1drv.ms': 'OneDrive',
	'onedrive.live.com': 'OneDrive',
	'we.tl': 'WeTransfer',
	'wetransfer.com': 'WeTransfer',
	'share.icloud.com': 'iCloud',
	'www.icloud.com': 'iCloud',
	'app.box.com': 'Box',
	'soundcloud.com': 'SoundCloud',
	'open.spotify.com': 'Spotify',
	'music.apple.com': 'Apple Music',
	'suno.com': 'Suno',
	'vimeo.com': 'Vimeo',
	'www.tiktok.com': 'TikTok',
	'www.instagram.com': 'Instagram',
	'www.facebook.com': 'Facebook',
	'x.com': 'X',
	'discord.com': 'Discord',
	'imgur.com': 'Imgur',
	'youtu.be': 'YouTube',
	'youtube.com': 'YouTube',
	'www.youtube.com': 'YouTube',
	'm.youtube.com': 'YouTube',
};

/** Services whose share links are no addresses of files; `undefined` for the address of anybody else. */
export function directLink(url: URL): Direct | undefined {
	const { hostname } = url;
	if (hostname === 'drive.google.com') return driveLink(url);
	if (hostname === 'docs.google.com' && url.pathname === '/uc') return driveLink(url);
	if (hostname === 'github.com') return gitHubLink(url);
	if (hostname === 'www.dropbox.com' || hostname === 'dropbox.com') return dropboxLink(url);
	const isSharePoint = /\.sharepoint\.com$/.test(hostname) && /^\/:\w:\//.test(url.pathname);
	const service = isSharePoint ? 'SharePoint' : PAGES[hostname];
	return service ? { problem: `${NOT_A_FILE} of ${service}` } : undefined;
}
