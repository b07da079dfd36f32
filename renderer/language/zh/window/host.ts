/** Texts of `renderer/host`. */
export const hostTexts = {
  'Netloom does not answer.': 'Netloom 没有响应。',
  'The connection to Netloom was lost. It is being made again.': '与 Netloom 的连接已断开，正在重新连接。',
  'The address of this page lacks the token that lets it reach Netloom. Open the address that the terminal printed when Netloom started: it holds the token.':
    '此页面的地址缺少连接 Netloom 所需的令牌。请打开 Netloom 启动时终端显示的地址，其中包含令牌。',
  'Netloom was started anew and has another token than this page. Open the address that the terminal printed when Netloom started: it holds the token.':
    'Netloom 已重新启动，令牌与此页面的不同。请打开 Netloom 启动时终端显示的地址，其中包含令牌。',
} as const;
