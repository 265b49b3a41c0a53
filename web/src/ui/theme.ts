// The two themes: the petrol ramp, neutrals with a little teal, and our own tokens (e…) beside Fluent's.
import { createDarkTheme, createLightTheme } from '@fluentui/react-components';
import type { BrandVariants, Theme } from '@fluentui/react-components';

const ramp: BrandVariants = {
  10: '#021113', 20: '#011D1F', 30: '#01292C', 40: '#00353A', 50: '#024247', 60: '#014F55', 70: '#015D64',
  80: '#006971', 90: '#027A84', 100: '#17919B', 110: '#33A5B0', 120: '#52B9C3', 130: '#74CBD4', 140: '#97DAE1',
  150: '#BBE8EC', 160: '#DDF4F6',
};

const shape = {
  fontFamilyBase: "'Inter Variable', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'Liberation Mono', Menlo, Consolas, monospace",
  borderRadiusMedium: '6px',
  borderRadiusLarge: '8px',
  borderRadiusXLarge: '12px',
};

const lightOwn = {
  eCanvas: '#F4F6F6', eCard: '#FFFFFF', eRail: '#FBFCFC', eInset: '#F8FAFA',
  eText: '#14191B', eText2: '#3A4346', eText3: '#566064',
  eLine: '#DEE4E5', eLine2: '#EAEEEF', eControl: '#C8D0D2', eControlStrong: '#6B7579',
  eTint: '#E8F4F5', eOnTint: '#014F55', eBar: '#006971', eBarQuiet: '#C9DADA', eBarSecond: '#C77B43',
  eCopper: '#AD5A24', eCopperText: '#8A4513', eCopperTint: '#FBEBDF',
  eOk: '#0B6A3A', eOkTint: '#E4F4EA', eWarn: '#8A4B00', eWarnTint: '#FEF5E4', eWarnLine: '#E2C08A',
  eError: '#B3261E', eErrorTint: '#FDEFED', eErrorLine: '#E8B4AF', eWait: '#31528F', eWaitTint: '#E8EEF9',
  eQuiet: '#4B5659', eQuietTint: '#ECF0F0', eInitials: '#E4EBEB',
};

export type OwnTokens = typeof lightOwn;

const darkOwn: OwnTokens = {
  eCanvas: '#121617', eCard: '#1B2022', eRail: '#161B1C', eInset: '#171C1D',
  eText: '#F1F5F5', eText2: '#CDD5D6', eText3: '#A3AEB0',
  eLine: '#333B3E', eLine2: '#2A3133', eControl: '#4A5457', eControlStrong: '#8E9A9D',
  eTint: '#10302F', eOnTint: '#97DAE1', eBar: '#33A5B0', eBarQuiet: '#37484A', eBarSecond: '#E59A5C',
  eCopper: '#E59A5C', eCopperText: '#F0B27C', eCopperTint: '#3A2716',
  eOk: '#7BD3A0', eOkTint: '#163124', eWarn: '#F2BE6A', eWarnTint: '#372A12', eWarnLine: '#6B5322',
  eError: '#FF9D94', eErrorTint: '#40201E', eErrorLine: '#7A3A36', eWait: '#A9C3F7', eWaitTint: '#1F2A42',
  eQuiet: '#B6C0C2', eQuietTint: '#2A3134', eInitials: '#283032',
};

function neutrals(own: OwnTokens): Partial<Theme> {
  return {
    colorNeutralBackground1: own.eCard,
    colorNeutralForeground1: own.eText,
    colorNeutralForeground2: own.eText2,
    colorNeutralForeground3: own.eText3,
    colorNeutralForeground4: own.eText3,
    colorNeutralStroke1: own.eControl,
    colorNeutralStroke2: own.eLine,
    colorNeutralStroke3: own.eLine2,
    colorNeutralStrokeAccessible: own.eControlStrong,
    colorPaletteRedForeground1: own.eError,
    colorPaletteRedBorder2: own.eError,
  };
}

export type PortalTheme = Theme & OwnTokens;

const lightBase = createLightTheme(ramp);
export const lightTheme: PortalTheme = { ...lightBase, ...shape, ...neutrals(lightOwn), ...lightOwn };

const darkBase = createDarkTheme(ramp);
export const darkTheme: PortalTheme = {
  ...darkBase,
  ...shape,
  ...neutrals(darkOwn),
  colorNeutralBackground1Hover: '#262D2F',
  colorNeutralBackground1Pressed: '#171C1D',
  // A stopped button is a thing on the card, not a hole in it.
  colorNeutralBackgroundDisabled: '#262D2F',
  colorSubtleBackgroundHover: '#262D2F',
  colorSubtleBackgroundPressed: '#202628',
  colorBrandForeground1: ramp[130],
  colorBrandForegroundLink: ramp[130],
  colorBrandForegroundLinkHover: ramp[140],
  colorCompoundBrandForeground1: ramp[130],
  colorCompoundBrandStroke: ramp[120],
  colorCompoundBrandBackground: ramp[120],
  colorBrandBackground: ramp[80],
  colorBrandBackgroundHover: ramp[70],
  ...darkOwn,
};
