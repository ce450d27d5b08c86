/** The application permissions of Microsoft Graph, as its own service principal publishes them. */

export interface GraphAppRole {
  readonly id: string;
  readonly value: string;
}

export const graphServicePrincipalId = '9c1d7e52-3b64-4f0e-8a27-d5f60b91ce38';
export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** User.Create and User.ReadUpdate.All are missing on purpose: no published list has their ids yet. */
const idsByValue: Readonly<Record<string, string>> = {
  'AppRoleAssignment.ReadWrite.All': '06b708a9-e830-4db3-a914-8e69da51d44f',
  'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  'Application.ReadWrite.All': '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  'Application.ReadWrite.OwnedBy': '18a4783c-866b-4cc7-a460-3d5e5662c884',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'Directory.ReadWrite.All': '19dbc75e-c2e2-444c-a770-ec69d8559fc7',
  'Domain.Read.All': 'dbb9058a-0e50-45d7-ae91-66909b5d4664',
  'Group.Create': 'bf7b1a76-6e77-406b-b258-bf5c7720e98f',
  'Group.Read.All': '5b567255-7703-4780-807c-7be8301ae99b',
  'Group.ReadWrite.All': '62a82d76-70ea-41e2-9197-370581804d09',
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  'GroupMember.ReadWrite.All': 'dbaae8cf-10b5-4b86-a4a1-f871c94c6695',
  'OrgContact.Read.All': 'e1a88a34-94c4-4418-be12-c87b00e26bea',
  'Organization.Read.All': '498476ce-e0fe-48b0-b801-37ba7e2685c6',
  'RoleManagement.Read.Directory': '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
  'RoleManagement.ReadWrite.Directory': '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
  'User-PasswordProfile.ReadWrite.All': 'cc117bb9-00cf-4eb8-b580-ea2a878fe8f7',
  'User.DeleteRestore.All': 'eccc023d-eccf-4e7b-9683-8813ab36cecc',
  'User.EnableDisableAccount.All': '3011c876-62b7-4ada-afa2-506cbbecc68c',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'User.ReadWrite.All': '741f803b-c850-494e-b5df-cde7c675a1ca',
};

export const graphAppRoles: readonly GraphAppRole[] = Object.entries(idsByValue).map(([value, id]) => ({ id, value }));

export const findAppRole = (idOrValue: string): GraphAppRole | undefined =>
  graphAppRoles.find(({ id, value }) => id === idOrValue.toLowerCase() || value === idOrValue);
