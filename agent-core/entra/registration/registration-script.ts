/** A script for an administrator elsewhere, who registers the agent without its console. It holds a certificate, which is public, and no secret. */
import { X509Certificate } from 'node:crypto';
import { cloudOf } from '../../contract/clouds.ts';
import { grantTable } from '../../contract/grant-table.ts';
import type { TenantDraft } from '../../contract/registration-requests.ts';
import { keyIdOf } from './ensure-certificate.ts';
import { agentApplication, creatorTag, marksApplication, ownershipExtensionName } from './registration-names.ts';

export function registrationScript(tenant: TenantDraft, agentId: string, certificatePem: string): string {
  const environment = cloudOf(tenant)?.environment ?? 'Global';
  const certificate = new X509Certificate(certificatePem);
  const permissions = grantTable.map(
    ({ permission, why }) => `  ${quote(permission)}${' '.repeat(32 - permission.length)}# ${why}`,
  );
  return `#Requires -Modules Microsoft.Graph.Authentication
# Registers a Bridgehead agent in your tenant. It holds the certificate of the agent, which is public, and no secret.
# Run it as Global Administrator, or as Privileged Role Administrator and Application Administrator.
# It may be run again: it repairs what is there. The certificate is valid until ${certificate.validToDate.toISOString()}.
$ErrorActionPreference = 'Stop'
Connect-MgGraph -Environment ${environment} -NoWelcome -Scopes 'Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'

$permissions = @(
${permissions.join('\n')}
)

function Find-One([string] $uri) { (Invoke-MgGraphRequest GET $uri).value | Select-Object -First 1 }
function Send-Json([string] $method, [string] $uri, [hashtable] $body) {
  # What was created a moment ago may not be known everywhere in the tenant yet.
  foreach ($pause in 2, 4, 8, 15, 15, 15, 30, 0) {
    try {
      return Invoke-MgGraphRequest $method $uri -Body ($body | ConvertTo-Json -Depth 6) -ContentType 'application/json'
    } catch {
      if ($pause -eq 0) { throw }
      Start-Sleep -Seconds $pause
    }
  }
}
function Get-Application([string] $uniqueName, [hashtable] $body) {
  $found = Find-One "/v1.0/applications?\`$filter=uniqueName eq '$uniqueName'"
  if ($found) { return $found }
  Send-Json POST '/v1.0/applications' (@{ uniqueName = $uniqueName; signInAudience = 'AzureADMyOrg' } + $body)
}

$graph = Invoke-MgGraphRequest GET "/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?\`$select=id,appRoles"
$roles = @($graph.appRoles | Where-Object { $permissions -contains $_.value })
$lock = @{ isEnabled = $true; allProperties = $true }

$application = Get-Application ${quote(agentApplication.uniqueName)} @{
  displayName = ${quote(agentApplication.displayName)}
  notes = ${quote(agentApplication.notes)}
  tags = @(${quote(creatorTag(agentId))})
  servicePrincipalLockConfiguration = $lock
  requiredResourceAccess = @(@{
    resourceAppId = '00000003-0000-0000-c000-000000000000'
    resourceAccess = @($roles | ForEach-Object { @{ id = $_.id; type = 'Role' } })
  })
}
$principal = Find-One "/v1.0/servicePrincipals?\`$filter=appId eq '$($application.appId)'"
if (-not $principal) { $principal = Send-Json POST '/v1.0/servicePrincipals' @{ appId = $application.appId } }

$granted = @((Invoke-MgGraphRequest GET "/v1.0/servicePrincipals/$($principal.id)/appRoleAssignments").value.appRoleId)
foreach ($role in $roles | Where-Object { $granted -notcontains $_.id }) {
  $grant = @{ principalId = $principal.id; resourceId = $graph.id; appRoleId = $role.id }
  Send-Json POST "/v1.0/servicePrincipals/$($principal.id)/appRoleAssignments" $grant | Out-Null
}

# The mark by which Bridgehead knows what it manages lives on an application of its own, which must never be deleted.
$marks = Get-Application ${quote(marksApplication.uniqueName)} @{
  displayName = ${quote(marksApplication.displayName)}
  notes = ${quote(marksApplication.notes)}
  servicePrincipalLockConfiguration = $lock
}
$extensions = @((Invoke-MgGraphRequest GET "/v1.0/applications/$($marks.id)/extensionProperties").value.name)
$extensionName = $extensions -like ${quote(`*_${ownershipExtensionName}`)} | Select-Object -First 1
if (-not $extensionName) {
  $extension = @{ name = ${quote(ownershipExtensionName)}; dataType = 'String'; targetObjects = @('User', 'Group') }
  $made = Send-Json POST "/v1.0/applications/$($marks.id)/extensionProperties" $extension
  $extensionName = $made.name
}

# The list of certificates is written as a whole: those of other agents stay.
$keys = @((Invoke-MgGraphRequest GET "/v1.0/applications/$($application.id)?\`$select=id,keyCredentials").keyCredentials)
if ($keys.keyId -notcontains ${quote(keyIdOf(certificatePem))}) {
  $keys += @{
    type = 'AsymmetricX509Cert'; usage = 'Verify'; displayName = 'Bridgehead agent'
    keyId = ${quote(keyIdOf(certificatePem))}
    key = ${quote(certificate.raw.toString('base64'))}
  }
  Send-Json PATCH "/v1.0/applications/$($application.id)" @{ keyCredentials = $keys } | Out-Null
}

# Nobody stays an owner: owners could add certificates of their own.
$me = (Invoke-MgGraphRequest GET '/v1.0/me?$select=id').id
foreach ($path in "applications/$($application.id)", "applications/$($marks.id)", "servicePrincipals/$($principal.id)") {
  $owners = @((Invoke-MgGraphRequest GET "/v1.0/$path/owners?\`$select=id").value.id)
  if ($owners -contains $me) { Invoke-MgGraphRequest DELETE "/v1.0/$path/owners/$me/\`$ref" | Out-Null }
}

'Enter these in Bridgehead:'
"  tenant id       $((Get-MgContext).TenantId)"
"  client id       $($application.appId)"
"  object id       $($application.id)"
"  extension       $extensionName"
`;
}

/** As PowerShell takes a text literally. */
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
