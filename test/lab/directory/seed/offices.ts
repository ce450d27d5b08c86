/** The offices of the seed's company. Addresses and telephone numbers are invented. */
import type { SeedUserAttributes } from './seed-user.ts';

export type Office = {
  readonly city: string;
  /** What every telephone number of the office starts with. */
  readonly telephonePrefix: string;
  readonly mobilePrefix: string;
  readonly address: SeedUserAttributes;
};

const company = 'Contoso Ltd';

export const berlin: Office = {
  city: 'Berlin',
  telephonePrefix: '+49 30 555 0',
  mobilePrefix: '+49 170 555 0',
  address: {
    company,
    streetAddress: 'Lange Straße 12',
    l: 'Berlin',
    st: 'Berlin',
    postalCode: '10243',
    co: 'Germany',
    c: 'DE',
    preferredLanguage: 'de-DE',
  },
};

export const dublin: Office = {
  city: 'Dublin',
  telephonePrefix: '+353 1 555 0',
  mobilePrefix: '+353 85 555 0',
  address: {
    company,
    streetAddress: '7 Harbour Row',
    l: 'Dublin',
    st: 'Leinster',
    postalCode: 'D02 X285',
    co: 'Ireland',
    c: 'IE',
    preferredLanguage: 'en-IE',
  },
};

export const madrid: Office = {
  city: 'Madrid',
  telephonePrefix: '+34 91 555 0',
  mobilePrefix: '+34 600 555 0',
  address: {
    company,
    streetAddress: 'Calle del Río 3, 2º B',
    l: 'Madrid',
    st: 'Comunidad de Madrid',
    postalCode: '28013',
    co: 'Spain',
    c: 'ES',
    preferredLanguage: 'es-ES',
  },
};

export const stockholm: Office = {
  city: 'Stockholm',
  telephonePrefix: '+46 8 555 0',
  mobilePrefix: '+46 70 555 0',
  address: {
    company,
    streetAddress: 'Sjögatan 41',
    l: 'Stockholm',
    st: 'Stockholms län',
    postalCode: '111 20',
    co: 'Sweden',
    c: 'SE',
    preferredLanguage: 'sv-SE',
  },
};

export const tokyo: Office = {
  city: 'Tokyo',
  telephonePrefix: '+81 3 5550 0',
  mobilePrefix: '+81 90 5550 0',
  address: {
    company,
    streetAddress: '千代田区丸の内1-2-3',
    l: '東京',
    st: '東京都',
    postalCode: '100-0005',
    co: 'Japan',
    c: 'JP',
    preferredLanguage: 'ja-JP',
  },
};
