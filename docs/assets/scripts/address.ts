// Some programs write the # of a deel-link as %23. A host then looks for a page of that name and shows its 404 page,
// which goes on to the address that was meant. What stands behind a # is the visitor's, and no host needs to see it twice.

const [page, ...meant] = location.pathname.split("%23");
if (meant.length) location.replace(`${page}#${meant.join("#")}`);

export {};
