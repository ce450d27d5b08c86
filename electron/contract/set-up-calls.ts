/**
 * What the wizard may ask. Passwords go through here once, on their way in; tokens never do: the main process adds both where the
 * agent needs them.
 */
import { z } from 'zod';
import { type controlEvents, controlRequests } from '../../agent-core/contract/control-api.ts';
import {
  domainSettingsSchema,
  type PeopleSignIn,
  type Settings,
  type scopeSettingsSchema,
  setupSettingsSchema,
  tenantSettingsSchema,
} from '../../agent-core/contract/settings.ts';

const {
  'certificate.create': certificateCreate,
  'directory.discover': discover,
  'directory.groups': groups,
  'directory.units': units,
  'directory.verify': verify,
  'registration.apply': register,
  'registration.check': checkRegistration,
  'registration.remove': unregister,
  'registration.script': script,
  'setup.apply': apply,
  'tenant.inspect': inspect,
} = controlRequests;

export type { PeopleSignIn, Settings };

const nothing = z.object({});
const tenant = tenantSettingsSchema.omit({ tenantId: true, clientId: true, ownershipExtension: true });
const domain = domainSettingsSchema;
const text = z.string().max(1024 * 1024);

/** In the browser of this computer, or with a code on any other device. */
const signInWaySchema = z.enum(['browser', 'code']);
export type SignInWay = z.infer<typeof signInWaySchema>;

const chosenFileSchema = z.object({ path: z.string(), pem: z.string() });
export type ChosenFile = z.infer<typeof chosenFileSchema>;

const deviceCodeSchema = z.object({ userCode: z.string(), address: z.string() });
export type DeviceCode = z.infer<typeof deviceCodeSchema>;

export type TenantDraft = z.output<typeof tenant>;
export type DomainDraft = z.input<typeof domain>;
export type Scope = z.input<typeof scopeSettingsSchema>;
export type Pairing = z.output<typeof apply.reply>;
export type SetupProgress = z.output<(typeof controlEvents)['setup.progressed']>;
export type SetupStep = SetupProgress['step'];

export const setUpCalls = {
  /** Lets the person choose a PEM file. Null when they changed their mind. */
  'certificateAuthority.choose': { argument: nothing, reply: chosenFileSchema.nullable() },
  'text.copy': { argument: z.object({ text }), reply: nothing },
  /** Lets the person say where. Null when they changed their mind. */
  'text.save': {
    argument: z.object({ suggestedName: z.string().regex(/^[\w.-]{1,100}$/), text }),
    reply: z.object({ path: z.string() }).nullable(),
  },
  /** Opens an address of the tenant in the system's browser, and no other. */
  'address.open': { argument: z.object({ address: z.url({ protocol: /^https$/ }) }), reply: nothing },

  /** Keeps the password of an account in memory until the set-up ends. */
  'password.keep': {
    argument: z.object({ account: z.string().min(1).max(1024), password: z.string().min(1).max(1024) }),
    reply: nothing,
  },
  /** Ends the set-up as far as secrets are concerned. */
  'secrets.forget': { argument: nothing, reply: nothing },

  /** Signs a person in and asks the agent what that person finds in the tenant. */
  'person.signIn': { argument: z.object({ tenant, client: z.guid(), way: signInWaySchema }), reply: inspect.reply },
  'person.cancelSignIn': { argument: nothing, reply: nothing },

  'certificate.create': { argument: certificateCreate.parameters, reply: certificateCreate.reply },
  'registration.apply': { argument: z.object({ tenant }), reply: register.reply },
  'registration.remove': { argument: z.object({ tenant }), reply: unregister.reply },
  'registration.check': { argument: checkRegistration.parameters, reply: checkRegistration.reply },
  'registration.script': { argument: script.parameters, reply: script.reply },

  'directory.discover': { argument: discover.parameters, reply: discover.reply },
  'directory.verify': { argument: z.object({ domain }), reply: verify.reply },
  'directory.units': {
    argument: z.object({ domain, parent: z.guid().nullable(), cursor: z.int().min(0), limit: z.int().min(1).max(500) }),
    reply: units.reply,
  },
  'directory.groups': { argument: z.object({ domain, search: z.string().max(256) }), reply: groups.reply },

  'setUp.apply': {
    argument: z.object({ settings: setupSettingsSchema, mayReplace: z.boolean().default(false) }),
    reply: apply.reply,
  },
} as const;

export const setUpEvents = {
  /** The code that the person has to enter elsewhere. */
  'person.deviceCode': deviceCodeSchema,
} as const;
