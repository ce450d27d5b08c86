/** The theme follows the system: light, dark or high contrast. The font is the system's own. */
import { type Theme, teamsHighContrastTheme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

export function useSystemTheme(): Theme {
  const isDark = useMediaQuery('(prefers-color-scheme: dark)');
  const isForced = useMediaQuery('(forced-colors: active)');
  if (isForced) return highContrast;
  return isDark ? dark : light;
}

const withSystemFont = (theme: Theme): Theme => ({
  ...theme,
  fontFamilyBase: "system-ui, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'Cascadia Mono', Consolas, ui-monospace, monospace",
});

const light = withSystemFont(webLightTheme);
const dark = withSystemFont(webDarkTheme);
const highContrast = withSystemFont(teamsHighContrastTheme);

function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}
