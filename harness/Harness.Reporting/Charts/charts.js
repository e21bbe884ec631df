// Used in the page and by Jint: gives the colour words of an option ("$server") their values.
function paintOption(json, palette) {
  return JSON.parse(json, function (key, value) {
    return typeof value === 'string' && value.charAt(0) === '$' && palette.hasOwnProperty(value.slice(1)) ? palette[value.slice(1)] : value;
  });
}
