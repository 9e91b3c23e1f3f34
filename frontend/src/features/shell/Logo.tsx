import classes from "./Shell.module.css";

export const Logo = () => (
  <span className={classes.logo}>
    <svg
      viewBox="0 0 32 32"
      width="22"
      height="22"
      fill="none"
      stroke="currentColor"
      strokeWidth="3"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4 10c6 0 6 12 12 12s6-12 12-12" />
      <path d="M4 22c6 0 6-12 12-12s6 12 12 12" opacity=".4" />
    </svg>
    <b>Careloom</b>
  </span>
);
