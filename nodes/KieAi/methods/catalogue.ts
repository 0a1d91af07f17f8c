import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { Catalogue } from '../../kie/catalogue/catalogue';
import { connect } from '../../kie/connection';

/** The catalogue for the editor: live as soon as a credential is chosen, and without a wait for Kie.ai's pace. */
export async function catalogueFor(context: ILoadOptionsFunctions): Promise<Catalogue> {
	return await connect(context).then(
		(connection) => new Catalogue(connection, { isImpatient: true }),
		() => new Catalogue(),
	);
}
