/**
 * The colours that Grafana 9.5 to 13 can draw: the names of its palette, CSS names, and hexadecimal or `rgb()` codes
 * (`createVisualizationColors` in `@grafana/data`). Everything else is drawn in grey.
 */

const hues = ["red", "orange", "yellow", "green", "blue", "purple"];
const shades = ["super-light-", "light-", "", "semi-dark-", "dark-"];

/** The names of Grafana's palette. */
export const paletteColors: readonly string[] = [
  ...hues.flatMap((hue) => shades.map((shade) => shade + hue)),
  "panel-bg",
  "text",
  "transparent",
];

const cssColors = (
  "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet " +
  "brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan " +
  "darkblue darkcyan darkgoldenrod darkgray darkgreen darkkhaki darkmagenta darkolivegreen " +
  "darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkturquoise " +
  "darkviolet deeppink deepskyblue dimgray dodgerblue firebrick floralwhite forestgreen fuchsia " +
  "gainsboro ghostwhite gold goldenrod gray green greenyellow honeydew hotpink indigo ivory khaki " +
  "lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow " +
  "lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray " +
  "lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue " +
  "mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise " +
  "mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive " +
  "olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip " +
  "peachpuff peru pink plum powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown " +
  "seagreen seashell sienna silver skyblue slateblue slategray snow springgreen steelblue tan teal " +
  "thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen"
).split(" ");

const names: ReadonlySet<string> = new Set([...paletteColors, ...cssColors]);
const code = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$|^rgba?\([\d\s.,%/]+\)$/i;

/** Whether Grafana can draw the colour. */
export function isKnownColor(color: string): boolean {
  return names.has(color) || code.test(color) || names.has(color.toLowerCase());
}
